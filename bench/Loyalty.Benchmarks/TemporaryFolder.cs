namespace Loyalty.Benchmarks;

/// <summary>A folder for as long as something uses it.</summary>
internal static class TemporaryFolder
{
    public static async Task<T> UseAsync<T>(string name, Func<string, Task<T>> useAsync)
    {
        var folder = Directory.CreateTempSubdirectory($"loyalty-{name}-").FullName;
        try
        {
            return await useAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static Task UseAsync(string name, Func<string, Task> useAsync) => UseAsync(name, async folder =>
    {
        await useAsync(folder);
        return folder;
    });
}
