using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Loyalty.Infrastructure.Tests.Code;

/// <summary>Settings that note which of them are asked for, there or not.</summary>
internal sealed class RecordingConfiguration(IConfiguration inner, ISet<string> asked) : IConfigurationSection
{
    public string Key => (inner as IConfigurationSection)?.Key ?? "";

    public string Path => (inner as IConfigurationSection)?.Path ?? "";

    public string? Value
    {
        get
        {
            asked.Add(Path);
            return (inner as IConfigurationSection)?.Value;
        }
        set => throw new NotSupportedException();
    }

    public string? this[string key]
    {
        get
        {
            asked.Add(ConfigurationPath.Combine(new[] { Path, key }.Where(part => part.Length > 0)));
            return inner[key];
        }
        set => throw new NotSupportedException();
    }

    public IEnumerable<IConfigurationSection> GetChildren() =>
        inner.GetChildren().Select(child => new RecordingConfiguration(child, asked)).ToArray();

    public IChangeToken GetReloadToken() => inner.GetReloadToken();

    public IConfigurationSection GetSection(string key) => new RecordingConfiguration(inner.GetSection(key), asked);
}
