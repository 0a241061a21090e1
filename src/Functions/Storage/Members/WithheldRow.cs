using System.Globalization;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A row <c>withheld:KEY:N</c>: a reward that was earned and not issued, and why.</summary>
internal static class WithheldRow
{
    public static Write Write(WithheldReward withheld) => new Write.Put(MemberKeys.Withheld(withheld.Key, withheld.Number), new Fields
    {
        { "key", withheld.Key.ToString() },
        { "earnedOn", LocalDatePattern.Iso.Format(withheld.EarnedOn) },
        { "reward", withheld.TermsId },
        { "version", withheld.Version },
        { "at", InstantPattern.ExtendedIso.Format(withheld.At) },
        { "why", withheld.Why.ToString() },
    });

    public static WithheldReward Read(Row row) => new(
        RewardKey.Stored(row.Fields.Text("key")!),
        long.Parse(row.Key[(row.Key.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture),
        LocalDatePattern.Iso.Parse(row.Fields.Text("earnedOn")!).Value,
        row.Fields.Text("reward")!,
        (int)row.Fields.Number("version")!.Value,
        InstantPattern.ExtendedIso.Parse(row.Fields.Text("at")!).Value,
        Enum.Parse<WithheldReason>(row.Fields.Text("why")!));
}
