using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Loyalty.Functions.Members;

/// <summary>The partitions of the table of budgets: what has one, and a month in the program's zone. A stored name is a contract:
/// add, never rename.</summary>
internal static class BudgetKeys
{
    public static string OfReward(string termsId, LocalDate today) => $"reward:{termsId}:{Month(today)}";

    /// <summary>Of the gifts that a key gives; keys of one name share it, so that one can follow another.</summary>
    public static string OfGifts(string keyName, LocalDate today) =>
        $"gifts:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(keyName)))}:{Month(today)}";

    private static string Month(LocalDate today) =>
        string.Create(CultureInfo.InvariantCulture, $"{today.Year:0000}-{today.Month:00}");
}
