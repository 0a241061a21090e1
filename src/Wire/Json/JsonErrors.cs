using System.Collections.Immutable;

namespace Loyalty.Wire.Json;

/// <summary>Collects what is wrong while a document is read. It knows the place that is being read, so that pointers are made
/// only where there is an error.</summary>
internal sealed class JsonErrors
{
    /// <summary>More than a reader wants; a document of nothing but errors must not grow its answer without end.</summary>
    private const int MaxListed = 2_000;

    /// <summary>A longer name is not repeated in a pointer: what is at or below it is then told of the object that has it.
    /// </summary>
    private const int MaxNameLength = 128;

    private readonly List<Step> path = [];
    private List<JsonError>? errors;
    private bool more;

    public bool Any => errors is not null;

    /// <summary>Until it is disposed, errors are of this field of the place before.</summary>
    public Scope In(string name) => In(new Step(name, 0));

    /// <summary>Until it is disposed, errors are of this element of the place before.</summary>
    public Scope In(int index) => In(new Step(null, index));

    /// <summary>Of the place that is being read as a whole.</summary>
    public void Add(string detail) => Add(Pointer(path), detail);

    /// <summary>Of a field of it.</summary>
    public void AddAt(string name, string detail) => Add(Pointer([.. path, new Step(name, 0)]), detail);

    public ImmutableArray<JsonError> ToImmutable()
    {
        var listed = (errors ?? []).ToImmutableArray();
        return more ? listed.Add(new("", $"There are more errors than these {MaxListed:N0}; correct them first.")) : listed;
    }

    private Scope In(Step step)
    {
        path.Add(step);
        return new Scope(path);
    }

    private void Add(string pointer, string detail)
    {
        errors ??= [];
        if (errors.Count == MaxListed)
        {
            more = true;
            return;
        }

        errors.Add(new(pointer, detail));
    }

    private static string Pointer(List<Step> steps) => string.Concat(steps
        .TakeWhile(step => step.Name is not { Length: > MaxNameLength })
        .Select(step => step.Name is { } name ? $"/{Escaped(name)}" : $"/{step.Index}"));

    private static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public readonly ref struct Scope(List<Step> path)
    {
        public void Dispose() => path.RemoveAt(path.Count - 1);
    }

    /// <param name="Name">Null for an element of an array.</param>
    internal readonly record struct Step(string? Name, int Index);
}
