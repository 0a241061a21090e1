using System.CommandLine;
using System.CommandLine.Parsing;
using Azure.Communication.Email;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Sending;
using Loyalty.LocalHost.Clock;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.LocalHost.Options;

/// <summary>The options that every command takes.</summary>
internal sealed class HostArguments
{
    private const int HighestPort = 65_535;

    private readonly Option<int> port = new("--port")
    {
        Description = "The port on loopback; 0 takes a free one.",
        HelpName = "PORT",
        DefaultValueFactory = _ => LocalHostOptions.DefaultPort,
    };

    private readonly Option<string[]> hosts = new("--host")
    {
        Description = "A name that the host goes by beside localhost, behind a tunnel, say; can be given again.",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<Uri?> publicUrl = new("--public-url")
    {
        Description = "The address that links to customers begin with; its own address without it.",
        HelpName = "URL",
        CustomParser = ParseAddress,
    };

    private readonly Option<string> data = new("--data")
    {
        Description = "The folder with everything that the host keeps.",
        HelpName = "DIR",
        DefaultValueFactory = _ => LocalHostOptions.DefaultData,
    };

    private readonly Option<string> store = new("--store")
    {
        Description = "sqlite, azurite, or the connection string of a storage account.",
        HelpName = "sqlite|azurite|CONNECTION",
        DefaultValueFactory = _ => LocalHostOptions.Sqlite,
    };

    private readonly Option<string?> email = new("--email")
    {
        Description = "Send real mail: the connection string of Communication Services. Into a folder without it.",
        HelpName = "CONNECTION",
        CustomParser = ParseEmail,
    };

    private readonly Option<EmailRate?> emailRate = new("--email-rate")
    {
        Description = "The most messages a minute and an hour, 0 for no limit; 30/100 with --email, 0/0 without it.",
        HelpName = "MINUTE/HOUR",
        CustomParser = ParseEmailRate,
    };

    private readonly Option<string?> program = new("--program")
    {
        Description = "The program; config/program.json without it (play has one of its own).",
        HelpName = "FILE",
    };

    private readonly Option<Instant?> clock = new("--clock")
    {
        Description = "Simulate the clock: it begins at this instant and stands still until POST /local/clock moves it.",
        HelpName = "INSTANT",
        CustomParser = ParseInstant,
    };

    private readonly Option<string?> posKey = Key("--pos-key", "A key for tills instead of the generated one.");

    private readonly Option<string?> staffKey = Key("--staff-key", "A key for staff instead of the generated one.");

    public HostArguments() => port.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var given) || given is < 0 or > HighestPort))
        {
            result.AddError($"--port takes a number from 0 to {HighestPort}.");
        }
    });

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { port, hosts, publicUrl, data, store, email, emailRate, program, clock, posKey, staffKey })
        {
            option.Recursive = true;
            command.Add(option);
        }
    }

    public LocalHostOptions Read(ParseResult parsed) => new()
    {
        Port = parsed.GetValue(port),
        Hosts = [.. parsed.GetValue(hosts)!],
        PublicUrl = parsed.GetValue(publicUrl),
        Data = parsed.GetValue(data)!,
        Store = parsed.GetValue(store)!,
        Email = parsed.GetValue(email),
        EmailRate = parsed.GetValue(emailRate),
        Program = parsed.GetValue(program),
        Clock = parsed.GetValue(clock),
        PosKey = parsed.GetValue(posKey),
        StaffKey = parsed.GetValue(staffKey),
    };

    private static Option<string?> Key(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "KEY" };
        option.Validators.Add(result =>
        {
            // What cannot stand in an Authorization header would never be accepted.
            if (result.Tokens is [var token] && !token.Value.All(character => character is > ' ' and <= '~'))
            {
                result.AddError($"{name} takes printable ASCII characters without spaces.");
            }
        });
        return option;
    }

    private static Uri? ParseAddress(ArgumentResult result)
    {
        if (PublicAddress.TryParse(result.Tokens[0].Value) is { } address)
        {
            return address;
        }

        result.AddError("--public-url takes an http or https address without query or fragment, such as https://loyalty.example.com.");
        return null;
    }

    private static string? ParseEmail(ArgumentResult result)
    {
        var connectionString = result.Tokens[0].Value;
        try
        {
            _ = new EmailClient(connectionString, CommunicationEmail.ClientOptions());
            return connectionString;
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException)
        {
            result.AddError("--email takes a connection string such as endpoint=https://NAME.communication.azure.com/;accesskey=KEY.");
            return null;
        }
    }

    private static EmailRate? ParseEmailRate(ArgumentResult result)
    {
        if (EmailRate.TryParse(result.Tokens[0].Value) is { } rate)
        {
            return rate;
        }

        result.AddError("--email-rate takes two numbers such as 30/100.");
        return null;
    }

    private static Instant? ParseInstant(ArgumentResult result)
    {
        var parsed = OffsetDateTimePattern.Rfc3339.Parse(result.Tokens[0].Value);
        if (parsed.Success && parsed.Value.ToInstant() <= SimulatedClock.Latest)
        {
            return parsed.Value.ToInstant();
        }

        result.AddError("--clock takes an instant such as 2011-06-01T00:00:00Z.");
        return null;
    }
}
