using System.Collections.Immutable;

namespace Loyalty.Wire.Programs.Shapes;

/// <summary>What may stand at a place of a program's document, and how a change there is told. The schema and the changes between two
/// versions both follow from it.</summary>
internal abstract record Shape
{
    private Shape()
    {
    }

    /// <summary>A whole number.</summary>
    /// <param name="IsMoney">Whether it is in the currency's minor unit.</param>
    public sealed record Whole(long Min, long Max, bool IsMoney = false) : Shape;

    /// <summary>Text: as a pattern has it, or of so many characters at most.</summary>
    public sealed record Text(string? Pattern = null, int? MaxLength = null) : Shape
    {
        public ImmutableArray<string> Examples { get; init; } = [];

        /// <summary>Of the JSON Schema.</summary>
        public string? Format { get; init; }
    }

    /// <summary>One of a few words.</summary>
    /// <param name="Says">What each says of its subject, where that is more than the word.</param>
    public sealed record Words(ImmutableArray<string> All, ImmutableArray<string> Says) : Shape;

    /// <param name="True">What true says of its subject.</param>
    /// <param name="False">What false says of its subject.</param>
    public sealed record Flag(string True, string False) : Shape;

    /// <summary>An object of known fields.</summary>
    public sealed record Structure(params ImmutableArray<Field> Fields) : Shape
    {
        /// <summary>Under which it stands among the schema's definitions; null where it stands at its place.</summary>
        public string? Definition { get; init; }

        /// <summary>What it is called in sentences: <c>{name}</c> stands for its name or else id, <c>{key}</c> for what it is known by
        /// among others, <c>{of}</c> for what it belongs to. Null where its fields say it of what it belongs to.</summary>
        public string? Subject { get; init; }

        /// <summary>What is said of the subject where all of it is new; null where its fields say it.</summary>
        public string? New { get; init; }

        /// <summary>What is said of the subject where it is gone.</summary>
        public string? Gone { get; init; }

        /// <summary>Further members of the schema, which hold one field to another: JSON without its outer braces.</summary>
        public string? Rules { get; init; }
    }

    /// <summary>An array.</summary>
    /// <param name="Key">The field by which its elements are known; null where that is their place, or they themselves where they are
    /// no objects.</param>
    public sealed record List(Shape Item, string? Key = null, int Min = 0, int? Max = null) : Shape
    {
        /// <summary>What the order of the elements is an order of; null where it says nothing.</summary>
        public string? Ordered { get; init; }

        /// <summary>As <see cref="Structure.Rules"/>; with the items, where it holds them to something.</summary>
        public string? Rules { get; init; }
    }

    /// <summary>An object whose names are ids.</summary>
    public sealed record Map(Text Id, Shape Item) : Shape;

    /// <summary>One of several: told as a whole.</summary>
    public sealed record Either(params ImmutableArray<Shape> Any) : Shape;

    /// <summary>For editors alone; a change there is none of the program.</summary>
    public sealed record Editors : Shape;
}
