using System.Globalization;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Portal.Pages;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Templates.Terms;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace Loyalty.Functions.Portal;

/// <summary>The program that is in force, as terms in plain language, for everybody.</summary>
public sealed class GetTerms(PublishedProgram program, TermsTemplates templates, IClock clock)
{
    private const int RetryAfter = 5;

    [Function(nameof(GetTerms))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "terms")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var locale = request.Query["locale"].ToString();
        var texts = PageTexts.For(locale, request.Headers[HeaderNames.AcceptLanguage].ToString());
        try
        {
            var versions = await program.VersionsAsync(cancellationToken);
            var version = versions.On(versions.Newest.Today(clock.GetCurrentInstant()));
            return TermsPage.Of(
                StatusCodes.Status200OK,
                texts,
                version.Program.Name,
                templates.Write(version.Program, texts.LocaleOf(locale), Since(versions, version)));
        }
        catch (StoreUnavailableException)
        {
            request.HttpContext.Response.Headers.RetryAfter = RetryAfter.ToString(CultureInfo.InvariantCulture);
            return new CustomerPage(
                StatusCodes.Status503ServiceUnavailable, texts, "", texts.NotNowTitle, Html.Of($"<p>{texts.NotNow}</p>"));
        }
    }

    // The first is in force from the beginning, whenever it was published.
    private static LocalDate? Since(ProgramVersions versions, ProgramVersion version) =>
        version.Number == versions.Published[0].Number ? null : version.From;
}
