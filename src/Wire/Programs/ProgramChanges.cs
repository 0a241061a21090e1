using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs.Shapes;

namespace Loyalty.Wire.Programs;

/// <summary>A version in words against another: every difference that is one of the program, and no other.</summary>
public static class ProgramChanges
{
    // More than anybody reads.
    private const int MaxListed = 200;

    /// <summary>Empty where the two say the same, however they are written. Both are good programs.</summary>
    public static ImmutableArray<ProgramChange> Between(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        using var was = JsonDocument.Parse(before);
        using var now = JsonDocument.Parse(after);
        var words = new ChangeWords(now.RootElement.Field("currency").Text() ?? "");
        var changes = new List<ProgramChange>();
        new Comparison(words, changes).Compare(
            new Field("", ProgramShape.Whole), new("", ""), "", new(was.RootElement, now.RootElement));
        return changes.Count <= MaxListed
            ? [.. changes]
            : [.. changes.Take(MaxListed), new("", $"There are {changes.Count - MaxListed:N0} more changes.")];
    }

    private sealed class Comparison(ChangeWords words, List<ProgramChange> changes)
    {
        /// <param name="key">What the place is known by among others.</param>
        public void Compare(Field field, Place place, string key, Pair pair)
        {
            switch (field.Shape)
            {
                case Shape.Editors:
                    break;
                case Shape.Structure structure:
                    CompareStructures(structure, place, key, pair);
                    break;
                case Shape.List { Item: Shape.Structure } list:
                    CompareLists(list, place, pair);
                    break;
                case Shape.List list:
                    CompareValues(list, field, place, pair);
                    break;
                case Shape.Map map:
                    foreach (var name in Names(pair.Before).Union(Names(pair.After)))
                    {
                        Compare(new("", map.Item), place.At(name), name, pair.Of(name));
                    }

                    break;
                default:
                    CompareLeaves(field, place, pair);
                    break;
            }
        }

        private void CompareStructures(Shape.Structure structure, Place place, string key, Pair pair)
        {
            if (!pair.IsThere)
            {
                return;
            }

            place = place with { Subject = ChangeWords.Subject(structure, place.Subject, key, pair.Before.IsThere() ? pair.Before : pair.After) };
            if (structure.New is not null && !pair.IsInBoth)
            {
                var isNew = pair.After.IsThere();
                var phrases = isNew ? words.Phrases(structure, pair.After) : [];
                Add(place, $"{place.Subject} {(isNew ? structure.New : structure.Gone)}{(phrases.Count == 0 ? "" : ": " + string.Join("; ", phrases))}");
                return;
            }

            foreach (var field in structure.Fields)
            {
                Compare(field, place.At(field.Name), field.Name, pair.Of(field.Name));
            }
        }

        private void CompareLists(Shape.List list, Place place, Pair pair)
        {
            var (was, now) = (Keyed(list, pair.Before), Keyed(list, pair.After));
            foreach (var key in was.Keys.Union(now.Keys))
            {
                var before = was.GetValueOrDefault(key);
                var after = now.GetValueOrDefault(key);
                var index = after.Element.IsThere() ? after.Index : before.Index;
                // The key itself says nothing of its own.
                var item = (Shape.Structure)list.Item;
                var fields = new Field("", item with { Fields = item.Fields.RemoveAll(field => field.Name == list.Key) });
                Compare(fields, place.At($"{index}"), key, new(before.Element, after.Element));
            }

            CompareOrder(list, place, was.Keys, now.Keys);
        }

        private void CompareValues(Shape.List list, Field field, Place place, Pair pair)
        {
            var (was, now) = (Elements(pair.Before), Elements(pair.After));
            string[] before = [.. was.Select(element => words.Value(list.Item, element))];
            string[] after = [.. now.Select(element => words.Value(list.Item, element))];
            foreach (var gone in before.Except(after))
            {
                Add(place.At($"{Array.IndexOf(before, gone)}"), $"{place.Subject} no longer {ChangeWords.Says(field, gone)}");
            }

            foreach (var added in after.Except(before))
            {
                Add(place.At($"{Array.IndexOf(after, added)}"), $"{place.Subject} {ChangeWords.Says(field, added)} now");
            }

            CompareOrder(list, place, before, after);
        }

        private void CompareOrder(Shape.List list, Place place, IEnumerable<string> was, IEnumerable<string> now)
        {
            if (list.Ordered is { } what && !was.Where(now.Contains).SequenceEqual(now.Where(was.Contains)))
            {
                Add(place, $"The order of {what} is {string.Join(", ", now)} now");
            }
        }

        private void CompareLeaves(Field field, Place place, Pair pair)
        {
            var (before, after) = (ChangeWords.OrDefault(field, pair.Before), ChangeWords.OrDefault(field, pair.After));
            if (before.IsThere() == after.IsThere() && (!before.IsThere() || JsonElement.DeepEquals(before, after)))
            {
                return;
            }

            var isSaidWhole = !before.IsThere() || field.Shape is Shape.Flag or Shape.Words { Says.Length: > 0 };
            Add(
                place,
                !after.IsThere() ? $"{place.Subject} no longer {words.Phrase(field, before)}"
                : isSaidWhole ? $"{place.Subject} {words.Phrase(field, after)} now"
                : $"{place.Subject} {words.Phrase(field, after)} instead of {words.Value(field.Shape, before)}");
        }

        private void Add(Place place, string detail) => changes.Add(new(place.Pointer, detail));

        private static IEnumerable<string> Names(JsonElement map) =>
            map.IsThere() ? map.EnumerateObject().Where(entry => entry.Value.IsThere()).Select(entry => entry.Name) : [];

        private static JsonElement[] Elements(JsonElement list) => list.IsThere() ? [.. list.EnumerateArray()] : [];

        private static Dictionary<string, (JsonElement Element, int Index)> Keyed(Shape.List list, JsonElement elements)
        {
            var keyed = new Dictionary<string, (JsonElement, int)>(StringComparer.Ordinal);
            foreach (var element in Elements(elements))
            {
                var key = list.Key is { } name ? element.Field(name).ToString() : $"{keyed.Count + 1}";
                keyed[key] = (element, keyed.Count);
            }

            return keyed;
        }
    }

    /// <param name="Subject">Of which sentences speak there.</param>
    private readonly record struct Place(string Pointer, string Subject)
    {
        public Place At(string name) => this with
        {
            Pointer = $"{Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}",
        };
    }

    private readonly record struct Pair(JsonElement Before, JsonElement After)
    {
        public bool IsThere => Before.IsThere() || After.IsThere();

        public bool IsInBoth => Before.IsThere() && After.IsThere();

        public Pair Of(string name) => new(
            Before.IsThere() ? Before.Field(name) : default, After.IsThere() ? After.Field(name) : default);
    }
}
