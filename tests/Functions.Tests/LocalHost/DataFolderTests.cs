using System.Security.Cryptography;
using System.Text;
using Loyalty.LocalHost;
using Loyalty.LocalHost.Data;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using NodaTime;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed class DataFolderTests
{
    [Fact]
    public void One_host_holds_a_folder_at_a_time()
    {
        using var folder = new TemporaryFolder();
        using (DataFolder.Open(folder.Path))
        {
            var refusal = Assert.Throws<CannotStartException>(() => DataFolder.Open(folder.Path));
            Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
        }

        using var free = DataFolder.Open(folder.Path);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_stops_the_start_with_a_sentence()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "");

        Assert.Throws<CannotStartException>(() => DataFolder.Open(folder.File("file")));
    }

    [Theory]
    [InlineData("store.db")]
    [InlineData("queue.db")]
    [InlineData("keys.json")]
    [InlineData("clock")]
    public async Task A_file_that_is_something_else_stops_the_start_with_a_sentence_and_lets_the_folder_go(string name)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File(name), new string('x', 4096), TestContext.Current.CancellationToken);
        var options = new LocalHostOptions { Port = 0, Data = folder.Path, Clock = Instant.FromUtc(2011, 6, 1, 0, 0) };
        var functions = new FunctionSet([], (_, _) => { }, (_, _) => Task.CompletedTask);

        await Assert.ThrowsAsync<CannotStartException>(() => RunningHost.StartAsync(options, functions, CancellationToken.None));

        using var free = DataFolder.Open(folder.Path);
    }

    [Fact]
    public void Generated_keys_differ_from_folder_to_folder_and_stay_with_theirs()
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();

        var keys = KeyFile.Open(one.File("keys.json"));

        Assert.NotEqual(keys.Pos[^20..], keys.Staff[^20..]);
        Assert.NotEqual(keys, KeyFile.Open(other.File("keys.json")));
        Assert.NotEqual(keys.Links, KeyFile.Open(other.File("keys.json")).Links);
        Assert.Equal(32, Convert.FromBase64String(keys.Links).Length);
        Assert.Equal(keys, KeyFile.Open(one.File("keys.json")));
    }

    [Fact]
    public void Only_the_owner_can_read_the_keys()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var folder = new TemporaryFolder();
        KeyFile.Open(folder.File("keys.json"));

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("keys.json")));
        }
    }

    [Fact]
    public void A_file_from_before_links_were_sealed_gets_a_key_for_them_and_keeps_the_others()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("keys.json"), """{"pos":"till-key","staff":"office-key"}""");

        var keys = KeyFile.Open(folder.File("keys.json"));

        Assert.Equal(("till-key", "office-key"), (keys.Pos, keys.Staff));
        Assert.Equal(32, Convert.FromBase64String(keys.Links).Length);
        Assert.Equal(keys, KeyFile.Open(folder.File("keys.json")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("keys.json")));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"pos":"","staff":"x"}""")]
    [InlineData("""{"pos":"x","staff":"x","links":"no base64"}""")]
    [InlineData("""{"pos":"x","staff":"x","links":"c2hvcnQ="}""")]
    public void A_file_without_keys_stops_the_start_with_a_sentence(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("keys.json"), text);

        Assert.Throws<CannotStartException>(() => KeyFile.Open(folder.File("keys.json")));
    }

    [Fact]
    public void The_functions_get_to_know_hashes_alone()
    {
        var configuration = new ApiKeys("till-key", "office-key", "c2VhbA==", "aGFzaA==").ToConfiguration().ToDictionary();

        Assert.Equal("pos", configuration["Keys:0:Scope"]);
        Assert.Equal("staff", configuration["Keys:1:Scope"]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("office-key"))), configuration["Keys:1:Sha256"]);
        Assert.DoesNotContain(configuration.Values, value => value!.Contains("-key", StringComparison.Ordinal));
    }
}
