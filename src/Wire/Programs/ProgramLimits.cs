namespace Loyalty.Wire.Programs;

/// <summary>The bounds of what a program may hold, for its reader and its schema alike.</summary>
internal static class ProgramLimits
{
    /// <summary>The greatest that every reader of JSON keeps exactly.</summary>
    public const long Money = (1L << 53) - 1;

    public const int Count = int.MaxValue;
    public const int NameLength = 200;

    public const int Levels = 20;
    public const int WindowMonths = 120;
    public const int RepeatMonths = 1_200;

    public const int Streaks = 10;
    public const int StreakVisits = 31;
    public const int Freezes = 366;
    public const int StreakLength = 10_000;

    public const int Stamps = 10;

    public const int ValidDays = 3_650;
    public const int DelayDays = 365;

    public const int MessageDays = 365;
    public const int ThankYouHours = 720;
    public const int CapDays = 366;
    public const int Cap = 100;
    public const int Percent = 100;
    public const int WinBackSteps = 10;
    public const int WinBackDays = 3_650;

    public const int RetentionMonths = 1_200;
}
