namespace Loyalty.Domain.Outreach;

/// <summary>What a customer thought of something, from 1 (very bad) to 5 (very good). The default value is no mark.</summary>
public readonly record struct Mark
{
    public const int Worst = 1;
    public const int Best = 5;

    private const int BestComplaint = 2;

    private Mark(int value) => Value = value;

    public int Value { get; }

    /// <summary>Whether somebody has to answer it before anything else is sent.</summary>
    public bool IsComplaint => Value <= BestComplaint;

    /// <summary>The mark, or null where the number is none.</summary>
    public static Mark? Of(long number) => number is >= Worst and <= Best ? new((int)number) : null;

    /// <summary>The mark in one digit, or null where there is none.</summary>
    public static Mark? TryParse(string? text) => text is [>= '0' and <= '9' and var digit] ? Of(digit - '0') : null;
}
