using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;

namespace Loyalty.Domain.Tests.Wire;

/// <summary>Whom messages come from is one address, and a name that is not another one.</summary>
public sealed class SenderTextTests
{
    [Theory]
    [InlineData("hello@example.com", null, "hello@example.com")]
    [InlineData("<hello@example.com>", null, "hello@example.com")]
    [InlineData("Bean & Leaf <hello@example.com>", "Bean & Leaf", "hello@example.com")]
    [InlineData("\"Bean, Leaf\" <hello@example.com>", "Bean, Leaf", "hello@example.com")]
    [InlineData("Zuš <hello@example.com>", "Zuš", "hello@example.com")]
    [InlineData("Bean 😀 <hello@example.com>", "Bean 😀", "hello@example.com")]
    public void A_name_and_an_address_are_read(string text, string? name, string address) =>
        Assert.Equal(new Sender(name, address), Read(text));

    [Theory]
    [InlineData("Bean <hello@example.com>, Evil <evil@example.com>")]
    [InlineData("hello@example.com, evil@example.com")]
    [InlineData("hello@example.com evil@example.com")]
    [InlineData("Bean <hello@example.com> evil@example.com")]
    [InlineData("Bean <hello@example.com> <evil@example.com>")]
    [InlineData("Bean <hello@example.com")]
    [InlineData("Bean hello@example.com>")]
    [InlineData("Bean <hello@exämple.com>")]
    [InlineData("Bean <hello@example.com>\r\nBcc: evil@example.com")]
    [InlineData("Bean\r\nBcc: evil@example.com\r\n <hello@example.com>")]
    [InlineData("Bean\u0000 <hello@example.com>")]
    [InlineData("Bean <@example.com>")]
    [InlineData("bank@example.com <hello@example.com>")]
    [InlineData("Bean <hello>")]
    [InlineData("Bean")]
    [InlineData(" ")]
    public void What_is_more_or_less_is_refused(string text) => Assert.Null(Read(text));

    private static Sender? Read(string text)
    {
        var parsed = ProgramJson.Parse(JsonSerializer.SerializeToUtf8Bytes(new
        {
            name = "Least",
            currency = "EUR",
            zone = "UTC",
            messages = new { from = text },
            tiers = new { window = new { kind = "lifetime" }, levels = new[] { new { id = "one", name = "One" } } },
        }));
        if (parsed is Parsed<LoyaltyProgram>.Bad { Errors: var errors })
        {
            Assert.Equal("/messages/from", Assert.Single(errors).Pointer);
        }

        return (parsed as Parsed<LoyaltyProgram>.Good)?.Value.Messages!.From;
    }
}
