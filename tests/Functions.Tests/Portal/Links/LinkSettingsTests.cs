using Loyalty.Functions.Options;
using Loyalty.Functions.Portal.Links;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Loyalty.Functions.Tests.Portal.Links;

public sealed class LinkSettingsTests
{
    private const string Good = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Fact]
    public void Keys_with_ids_of_their_own_are_good() => Assert.Equal(2, Read(("2027", Good), ("2026", Good)).Keys.Count);

    [Fact]
    public void Without_a_key_nothing_starts() => Assert.Throws<OptionsValidationException>(() => Read());

    [Theory]
    [InlineData("", Good)]
    [InlineData("no spaces", Good)]
    [InlineData("seventeen-letters", Good)]
    [InlineData("2026", "")]
    [InlineData("2026", "c2hvcnQ=")]
    [InlineData("2026", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gIQ==")]
    [InlineData("2026", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=")]
    public void A_key_that_cannot_seal_is_refused(string id, string secret) =>
        Assert.Throws<OptionsValidationException>(() => Read((id, secret)));

    [Fact]
    public void Two_keys_of_one_id_are_refused() => Assert.Throws<OptionsValidationException>(() => Read(("2026", Good), ("2026", Good)));

    [Theory]
    [InlineData("https://shop.example", "https://shop.example/feedback/x")]
    [InlineData("https://shop.example/loyalty", "https://shop.example/loyalty/feedback/x")]
    [InlineData("http://127.0.0.1:7071/", "http://127.0.0.1:7071/feedback/x")]
    public void Links_lie_under_the_public_address(string address, string expected) =>
        Assert.Equal(expected, new PublicAddress(() => PublicAddress.TryParse(address)!).Of("feedback/x").AbsoluteUri);

    [Theory]
    [InlineData("shop.example")]
    [InlineData("/loyalty")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://shop.example/?a=b")]
    [InlineData("https://shop.example/#top")]
    [InlineData("https://user@shop.example/")]
    public void What_no_link_can_begin_with_is_no_public_address(string address) => Assert.Null(PublicAddress.TryParse(address));

    private static LinkOptions Read(params (string Id, string Secret)[] keys)
    {
        var settings = keys.SelectMany((key, i) => new KeyValuePair<string, string?>[]
        {
            new($"Links:Keys:{i}:Id", key.Id),
            new($"Links:Keys:{i}:Secret", key.Secret),
        });
        using var services = new ServiceCollection()
            .AddLoyalty(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<LinkOptions>>().Value;
    }
}
