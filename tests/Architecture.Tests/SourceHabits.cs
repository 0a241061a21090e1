using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Loyalty.Architecture.Tests;

/// <summary>What a reader may count on in src/.</summary>
public sealed partial class SourceHabits
{
    [Fact]
    public void A_file_has_one_public_type_or_one_hierarchy() =>
        Assert.Empty(House.SourceFiles()
            .Where(file => !HasOneTypeOrHierarchy(File.ReadAllText(file.FullName)))
            .Select(House.PathWithinRoot));

    [Fact]
    public void No_type_is_called_a_manager_a_helper_or_a_service() =>
        Assert.DoesNotContain(
            House.All
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
                .Select(type => type.Name.Split('`')[0]),
            name => EmptyWord().IsMatch(name));

    private static bool HasOneTypeOrHierarchy(string text)
    {
        var types = TopLevelPublicType().Matches(text);
        return types.Count == 0
            || types.Skip(1).All(type => Regex.IsMatch(type.Groups["rest"].Value, $@":\s*{types[0].Groups["name"].Value}\b"));
    }

    // Namespaces are file-scoped, so nested types are indented and only top-level ones begin a line.
    [GeneratedRegex(@"^public (?:[a-z]+ )+(?<name>[A-Z]\w*)(?<rest>[^;{]*)", RegexOptions.Multiline)]
    private static partial Regex TopLevelPublicType();

    [GeneratedRegex(@"(?:Manager|Helper|Service)s?$")]
    private static partial Regex EmptyWord();
}
