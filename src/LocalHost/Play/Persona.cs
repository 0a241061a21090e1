using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.LocalHost.Play;

/// <summary>Who a member of a play is, whom the purchases know by a number alone: made up, and the same each time.</summary>
/// <param name="Agrees">To messages; one in ten does not.</param>
public sealed record Persona(string Member, string Name, string Email, string Locale, string Zone, string Birthday, bool Agrees)
{
    // What a local part may have is 64; the rest is for name and dot.
    private const int MemberCharacters = 48;
    private const int DaysOfBirth = 50 * 365;
    private const int OneInSoManyIsGerman = 4;
    private const int OneInSoManyDisagrees = 10;

    private static readonly LocalDate FirstBirth = new(1950, 1, 1);

    private static readonly ImmutableArray<string> EnglishNames =
    [
        "Alice", "Amelia", "Arthur", "Charlotte", "Daniel", "Edward", "Emily", "Freya", "George", "Grace", "Harry", "Isla",
        "Jack", "James", "Lucy", "Noah", "Oliver", "Olivia", "Ruby", "Sophie", "Thomas", "William", "Zoë",
    ];

    private static readonly ImmutableArray<string> GermanNames =
    [
        "Anna", "Clara", "Emil", "Felix", "Greta", "Hannah", "Johanna", "Jonas", "Jörg", "Karl", "Käthe", "Lena", "Lukas", "Marie",
        "Moritz", "Paul", "Sören", "Sophia",
    ];

    private static readonly ImmutableArray<string> EnglishZones = ["Europe/London", "Europe/London", "Europe/London", "Europe/Dublin"];

    private static readonly ImmutableArray<string> GermanZones = ["Europe/Berlin", "Europe/Berlin", "Europe/Vienna", "Europe/Zurich"];

    public static Persona Of(string member)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(member));
        var isGerman = Draw(0, OneInSoManyIsGerman) == 0;
        var name = isGerman ? Pick(1, GermanNames) : Pick(1, EnglishNames);
        var number = string.Concat(member.Where(char.IsAsciiLetterOrDigit).Take(MemberCharacters));
        return new(
            member,
            name,
            $"{string.Concat(name.Where(char.IsAsciiLetter))}.{number}@example.com".ToLowerInvariant(),
            isGerman ? "de" : "en",
            isGerman ? Pick(2, GermanZones) : Pick(2, EnglishZones),
            LocalDatePattern.Iso.Format(FirstBirth.PlusDays(Draw(3, DaysOfBirth))),
            Draw(4, OneInSoManyDisagrees) != 0);

        string Pick(int place, ImmutableArray<string> from) => from[Draw(place, from.Length)];

        int Draw(int place, int below) => (int)(BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(4 * place)) % (uint)below);
    }
}
