namespace Loyalty.Benchmarks.Members;

/// <summary>How much a member has bought.</summary>
public enum MemberSize
{
    /// <summary>A purchase about every two weeks, for two years.</summary>
    FiftyDates,

    /// <summary>Three purchases every third day, for 27 years.</summary>
    TenThousandPurchases,

    /// <summary>One purchase on each day of 27 years.</summary>
    TenThousandDates,
}
