using System.Globalization;

namespace Loyalty.Domain.Standings;

/// <summary>Why a reward is earned, as it is counted and shown: <c>tier:silver</c>, <c>streak:weekly:4</c>, <c>stamp:coffee</c>;
/// or given: <c>winBack:45</c>, <c>birthday:2026</c>. The default value is no key, and prints as nothing.</summary>
public readonly record struct RewardKey : IComparable<RewardKey>
{
    private const string WinBackPrefix = "winBack:";
    private const string AnswerPrefix = "answer:";
    private const string BirthdayPrefix = "birthday:";
    private const string GiftPrefix = "gift:";

    private readonly string? value;

    private RewardKey(string value) => this.value = value;

    public static RewardKey Tier(string level) => new($"tier:{level}");

    public static RewardKey Streak(string streak, int length) => new($"streak:{streak}:{length}");

    public static RewardKey Stamp(string stamp) => new($"stamp:{stamp}");

    /// <summary>Of a win-back step, by its days.</summary>
    public static RewardKey WinBack(int afterDays) => new(WinBackPrefix + afterDays.ToString(CultureInfo.InvariantCulture));

    public static RewardKey Birthday(int year) => new(BirthdayPrefix + year.ToString(CultureInfo.InvariantCulture));

    public bool IsBirthday => ToString().StartsWith(BirthdayPrefix, StringComparison.Ordinal);

    /// <summary>Of the answer to a complaint, by the message that it came from.</summary>
    public static RewardKey Answer(string feedback) => new(AnswerPrefix + feedback);

    /// <summary>Whether it is of an answer to a complaint.</summary>
    public bool IsAnswer => ToString().StartsWith(AnswerPrefix, StringComparison.Ordinal);

    /// <summary>Of a gift by hand, by the id that staff gave to it.</summary>
    public static RewardKey Gift(string id) => new(GiftPrefix + id);

    /// <summary>Whether it is of a gift by hand.</summary>
    public bool IsGift => ToString().StartsWith(GiftPrefix, StringComparison.Ordinal);

    /// <summary>Whether it is earned by purchases, and not given otherwise: then rewards issued follow what is entitled.</summary>
    public bool IsEarned => WinBackStep is null && !IsBirthday && !IsAnswer && !IsGift;

    /// <summary>A key as it was stored.</summary>
    public static RewardKey Stored(string value) => new(value);

    /// <summary>The days of the win-back step that gave it; null where none did.</summary>
    public int? WinBackStep => value?.StartsWith(WinBackPrefix, StringComparison.Ordinal) ?? false
        ? int.Parse(value.AsSpan(WinBackPrefix.Length), CultureInfo.InvariantCulture)
        : null;

    /// <summary>Ordinal.</summary>
    public int CompareTo(RewardKey other) => string.CompareOrdinal(value, other.value);

    public override string ToString() => value ?? "";
}
