using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Loyalty.Domain.Values;
using Loyalty.Functions.Finding;
using Loyalty.Wire.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Portal;

/// <summary>Whom a caller looks for, out of the address, with all that is wrong with it.</summary>
internal sealed class FinderParameters(HttpRequest request)
{
    private const int MostTyped = 200;
    private const long MostSpend = 1_000_000_000_000_000_000;

    private static readonly Dictionary<string, FinderSort> Sorts = new(StringComparer.Ordinal)
    {
        ["lastVisit"] = FinderSort.LastVisit,
        ["spend"] = FinderSort.Spend,
        ["name"] = FinderSort.Name,
        ["member"] = FinderSort.Member,
    };

    private static readonly Dictionary<string, bool> Orders = new(StringComparer.Ordinal) { ["asc"] = false, ["desc"] = true };

    public List<JsonError> Errors { get; } = [];

    /// <summary>A position as it stands in an address.</summary>
    public static string Token(string position) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(position));

    public FinderQuery ToQuery()
    {
        var typed = Text("q", "", text => text.Length <= MostTyped && !text.Any(char.IsControl) ? text.Trim() : null, $"at most {MostTyped} printable characters");
        var sort = Value<FinderSort>("sort", text => Sorts.TryGetValue(text, out var found) ? found : null, "lastVisit, spend, name or member");
        var down = Value<bool>("order", text => Orders.TryGetValue(text, out var found) ? found : null, "asc or desc");
        var query = new FinderQuery
        {
            Typed = typed!,
            Terms = FinderWords.Typed(typed!),
            Tier = Text("tier", null, text => Identifier.IsValid(text, Identifier.ShortMaxLength) ? text : null, "a level's id"),
            VisitedFrom = Date("visitedFrom"),
            VisitedTo = Date("visitedTo"),
            SpendFrom = Spend("spendFrom"),
            SpendTo = Spend("spendTo"),
            Sort = sort ?? FinderSort.LastVisit,
            Descending = down ?? (sort is null or FinderSort.LastVisit or FinderSort.Spend),
            After = Text("after", null, Position, "what an answer said to be next"),
            Take = PageSize.Of(request, Errors),
        };
        Order("visitedTo", query.VisitedTo < query.VisitedFrom, "visitedFrom");
        Order("spendTo", query.SpendTo < query.SpendFrom, "spendFrom");
        return query;
    }

    private LocalDate? Date(string name) => Value<LocalDate>(
        name, text => LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) && date.Year > 0 ? date : null, "a date, such as 2026-11-22");

    private long? Spend(string name) => Value<long>(
        name,
        text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var spend) && spend <= MostSpend ? spend : null,
        "an integer from 0, in the minor unit");

    private static string? Position(string text) =>
        Base64Url.IsValid(text) && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)) is var position && FinderKeys.IsPosition(position)
            ? position
            : null;

    private void Order(string name, bool isWrong, string other)
    {
        if (isWrong)
        {
            Errors.Add(new($"/{name}", $"Expected no less than {other}."));
        }
    }

    private T? Value<T>(string name, Func<string, T?> read, string expected)
        where T : struct
    {
        var given = request.Query[name].ToString();
        var value = given.Length == 0 ? null : read(given);
        Expect(name, given.Length == 0 || value is not null, expected);
        return value;
    }

    private string? Text(string name, string? absent, Func<string, string?> read, string expected)
    {
        var given = request.Query[name].ToString();
        var value = given.Length == 0 ? absent : read(given);
        Expect(name, given.Length == 0 || value is not null, expected);
        return value ?? absent;
    }

    private void Expect(string name, bool isThere, string expected)
    {
        if (!isThere)
        {
            Errors.Add(new($"/{name}", $"Expected {expected}."));
        }
    }
}
