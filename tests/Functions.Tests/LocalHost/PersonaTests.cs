using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.LocalHost.Play;
using Loyalty.Wire.Json;
using Loyalty.Wire.Members;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed class PersonaTests
{
    private static readonly IReadOnlyList<Persona> Thousand = [.. Enumerable.Range(12_000, 1000).Select(number => Persona.Of($"{number}"))];

    [Fact]
    public void A_member_is_the_same_person_each_time() =>
        Assert.Equal(Thousand, Enumerable.Range(12_000, 1000).Select(number => Persona.Of($"{number}")));

    [Fact]
    public void About_nine_in_ten_agree_and_one_in_four_reads_German()
    {
        Assert.InRange(Thousand.Count(persona => persona.Agrees), 850, 950);
        Assert.InRange(Thousand.Count(persona => persona.Locale == "de"), 200, 300);
        Assert.Equal(["de", "en"], Thousand.Select(persona => persona.Locale).Distinct().Order());
    }

    [Theory]
    [InlineData("m-1001")]
    [InlineData("A")]
    [InlineData("a.:_-")]
    [InlineData("x:1_2.3-")]
    public void Whatever_the_members_number_the_profile_is_one_that_is_taken(string number)
    {
        foreach (var persona in Thousand.Append(Persona.Of(number)).Append(Persona.Of(number.PadRight(128, 'z'))))
        {
            var profile = new { name = persona.Name, email = persona.Email, locale = persona.Locale, zone = persona.Zone, birthday = persona.Birthday };

            Assert.IsType<Parsed<Profile>.Good>(ProfileJson.Change(Profile.Empty, JsonSerializer.SerializeToUtf8Bytes(profile)));
            Assert.EndsWith("@example.com", persona.Email, StringComparison.Ordinal);
        }
    }
}
