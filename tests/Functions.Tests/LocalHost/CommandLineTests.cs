using System.CommandLine;
using Loyalty.LocalHost.Options;
using NodaTime;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed class CommandLineTests
{
    [Fact]
    public void Without_options_it_serves_on_port_7071_from_sqlite_in_the_folder_beside_it()
    {
        var (served, _) = Parse("");

        Assert.Equal(7071, served!.Port);
        Assert.Equal(".loyalty", served.Data);
        Assert.Equal("sqlite", served.Store);
        Assert.Empty(served.Hosts);
        Assert.Equal((null, null, null, null), (served.Program, served.Clock, served.PosKey, served.StaffKey));
        Assert.Null(served.PublicUrl);
        Assert.Equal((null, null), (served.Email, served.EmailRate));
    }

    [Fact]
    public void Every_option_reaches_the_host()
    {
        var (served, _) = Parse(
            "--port 0 --host shop.example --host other.example --data d --store azurite --program p.json "
            + "--clock 2011-06-01T02:00:00+02:00 --pos-key abc --staff-key def "
            + "--public-url https://shop.example/loyalty/ "
            + "--email endpoint=https://shop.communication.azure.com/;accesskey=aGVsbG8= --email-rate 60/0");

        Assert.Equal(0, served!.Port);
        Assert.Equal(["shop.example", "other.example"], served.Hosts);
        Assert.Equal(("d", "azurite", "p.json"), (served.Data, served.Store, served.Program!));
        Assert.Equal(Instant.FromUtc(2011, 6, 1, 0, 0), served.Clock);
        Assert.Equal(("abc", "def"), (served.PosKey!, served.StaffKey!));
        Assert.Equal(new Uri("https://shop.example/loyalty/"), served.PublicUrl);
        Assert.Equal("endpoint=https://shop.communication.azure.com/;accesskey=aGVsbG8=", served.Email);
        Assert.Equal(new EmailRate(60, 0), served.EmailRate);
    }

    [Fact]
    public void Play_takes_the_same_options_on_either_side()
    {
        var (options, play) = Parse("--port 0 play events.ndjson --exit --data d");

        Assert.Equal(new PlayOptions("events.ndjson", Exit: true), play);
        Assert.Equal((0, "d"), (options!.Port, options.Data));
    }

    [Fact]
    public void Play_needs_no_file() => Assert.Equal(new PlayOptions(null, Exit: false), Parse("play").Play);

    [Theory]
    [InlineData("--port 65536")]
    [InlineData("--port -1")]
    [InlineData("--port x")]
    [InlineData("--public-url shop.example")]
    [InlineData("--public-url ftp://shop.example")]
    [InlineData("--public-url https://shop.example?a=b")]
    [InlineData("--email shop.communication.azure.com")]
    [InlineData("--email endpoint=https://shop.communication.azure.com/")]
    [InlineData("--email endpoint=https://shop.communication.azure.com/;accesskey=!")]
    [InlineData("--email endpoint=shop;accesskey=aGVsbG8=")]
    [InlineData("--email-rate 30")]
    [InlineData("--email-rate 30/-1")]
    [InlineData("--email-rate a/b")]
    [InlineData("--clock noon")]
    [InlineData("--clock 2011-06-01")]
    [InlineData("--clock 9999-12-31T23:59:59Z")]
    [InlineData("--unknown")]
    [InlineData("serve")]
    public void What_it_does_not_understand_is_an_error(string arguments) => Assert.NotEmpty(Command((_, _) => { }).Parse(arguments).Errors);

    [Fact]
    public void A_key_that_no_header_can_carry_is_an_error() =>
        Assert.NotEmpty(Command((_, _) => { }).Parse(["--pos-key", "two words"]).Errors);

    private static (LocalHostOptions? Options, PlayOptions? Play) Parse(string arguments)
    {
        (LocalHostOptions? Options, PlayOptions? Play) seen = default;
        var parsed = Command((options, play) => seen = (options, play)).Parse(arguments);
        Assert.Empty(parsed.Errors);
        Assert.Equal(0, parsed.Invoke());
        return seen;
    }

    private static RootCommand Command(Action<LocalHostOptions, PlayOptions?> run) => CommandLine.Create(
        options =>
        {
            run(options, null);
            return Task.FromResult(0);
        },
        (options, play) =>
        {
            run(options, play);
            return Task.FromResult(0);
        });
}
