using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Finding;

/// <summary>What a list shows of a member. It is true as of its date.</summary>
/// <param name="Tier">The level's id.</param>
/// <param name="Spend">In the window, minor units.</param>
/// <param name="Visits">In the window.</param>
internal sealed record FinderLine(
    MemberId Member,
    string? Name,
    string? Email,
    string Tier,
    LocalDate? LastVisit,
    long Spend,
    long Visits,
    long LifetimeSpend,
    LocalDate AsOf)
{
    // Another number has a line written anew when its member is next judged: for whoever changes what rows say or are called.
    private const int Form = 1;

    /// <summary>When it is to be written anew though nothing happens; null: never.</summary>
    public LocalDate? StaleOn { get; init; }

    public static FinderLine Of(Member member, Standing standing) => new(
        member.Id,
        member.Profile.Name,
        member.Profile.Email,
        standing.Tier.Id,
        standing.LastVisit,
        standing.Spend,
        standing.Visits,
        standing.LifetimeSpend,
        standing.Date);

    public static FinderLine Read(Row row) => new(
        MemberId.Parse(row.Fields.Text("member")!),
        row.Fields.Text("name"),
        row.Fields.Text("email"),
        row.Fields.Text("tier")!,
        Date(row, "lastVisit"),
        row.Fields.Number("spend")!.Value,
        row.Fields.Number("visits")!.Value,
        row.Fields.Number("lifetimeSpend")!.Value,
        Date(row, "asOf")!.Value)
    {
        StaleOn = Date(row, "staleOn"),
    };

    /// <summary>The line of a row; null where the row says none that can be read.</summary>
    public static FinderLine? TryRead(Row row)
    {
        try
        {
            return Read(row);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The same for two lines that say the same, whenever; never 0.</summary>
    public long Print() => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<string?[]>(
        [$"{Form}", Name, Email, Tier, Text(LastVisit), $"{Spend}", $"{Visits}", $"{LifetimeSpend}"]))) | 1;

    public Fields ToFields() => new()
    {
        { "member", Member.ToString() },
        { "name", Name },
        { "email", Email },
        { "tier", Tier },
        { "lastVisit", Text(LastVisit) },
        { "spend", Spend },
        { "visits", Visits },
        { "lifetimeSpend", LifetimeSpend },
        { "asOf", Text(AsOf) },
        { "staleOn", Text(StaleOn) },
    };

    private static LocalDate? Date(Row row, string name) =>
        row.Fields.Text(name) is { } text ? LocalDatePattern.Iso.Parse(text).Value : null;

    private static string? Text(LocalDate? date) => date is { } given ? LocalDatePattern.Iso.Format(given) : null;
}
