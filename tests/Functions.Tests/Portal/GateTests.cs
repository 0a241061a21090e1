using Loyalty.Functions.Options;
using Loyalty.Functions.Portal;
using Loyalty.Functions.Portal.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Functions.Tests.Portal;

public sealed class GateTests
{
    [Theory]
    [InlineData("Bearer till", Scope.Pos)]
    [InlineData("Bearer next-till", Scope.Pos)]
    [InlineData("Bearer office", Scope.Staff)]
    [InlineData("Bearer both", Scope.Staff)]
    [InlineData("Bearer TILL", null)]
    [InlineData("till", null)]
    public void The_scope_is_that_of_the_key_and_several_keys_may_have_one(string header, Scope? scope) =>
        Assert.Equal(scope, Gate().ScopeOf(Request(header)));

    [Fact]
    public async Task A_key_of_the_wrong_scope_is_403_and_nothing_is_done()
    {
        var result = await Gate().EnterAsync(Request("Bearer till"), Scope.Staff, () => throw new InvalidOperationException("Entered."));

        var problem = Assert.IsType<ProblemHttpResult>(result);
        Assert.Equal(403, problem.StatusCode);
        Assert.Contains("staff", problem.ProblemDetails.Detail, StringComparison.Ordinal);
    }

    private static Gate Gate() => new(
        KeyRings.Of(("till", "pos"), ("next-till", "pos"), ("office", "staff"), ("both", "staff"), ("both", "pos")),
        new RateLimits(Microsoft.Extensions.Options.Options.Create(new RateLimitOptions()), TimeProvider.System),
        NullLogger<Gate>.Instance);

    private static HttpRequest Request(string header)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = header;
        return context.Request;
    }
}
