using System.CommandLine;
using System.Globalization;
using System.Text;
using Azure.Identity;
using Azure.Messaging.ServiceBus;

namespace Loyalty.Cli.DeadLetters;

/// <summary><c>loyalty dead-letters</c>: what was given up, why, and once more from the beginning.</summary>
internal static class DeadLettersCommand
{
    /// <summary>The environment variable that a connection string of Service Bus may be in.</summary>
    public const string ConnectionName = "LOYALTY_SERVICE_BUS";

    private const string Purchases = "purchases";
    private const string DeliveryReports = "delivery-reports";
    private const int DescriptionShown = 120;

    public static Command Create(Stream output, TextWriter error)
    {
        var url = Shop.Url($"The LocalHost whose queue it is, where no Service Bus is named; the staff's key is in {Shop.KeyName}.");
        var bus = new Option<string?>("--namespace")
        {
            Description = $"The namespace of Service Bus, NAME.servicebus.windows.net, by the identity that az login has; or a connection string in {ConnectionName}.",
            HelpName = "NAME",
        };
        var queue = new Option<string>("--queue") { Description = "purchases or delivery-reports.", DefaultValueFactory = _ => Purchases };
        queue.AcceptOnlyFromAmong(Purchases, DeliveryReports);
        foreach (var option in new Option[] { url, bus, queue })
        {
            option.Recursive = true;
        }

        return new("dead-letters", "Lists, shows and replays the messages that were given up.")
        {
            url, bus, queue, List(), Show(), Replay(),
        };

        Command List()
        {
            var command = new Command("list", "Lists them: id, when it came, how often it was tried, reason and description.");
            command.SetAction((parsed, token) => WithAsync(parsed, letters => ListAsync(letters, output, token)));
            return command;
        }

        Command Show()
        {
            var id = new Argument<long>("ID");
            var body = new Option<bool>("--body") { Description = "The body alone, byte by byte: to be mended in a file." };
            var command = new Command("show", "Shows one, with what it says.") { id, body };
            command.SetAction((parsed, token) => WithAsync(
                parsed, letters => ShowAsync(letters, parsed.GetValue(id), parsed.GetValue(body), output, error, token)));
            return command;
        }

        Command Replay()
        {
            var ids = new Argument<long[]>("ID") { Arity = ArgumentArity.ZeroOrMore };
            var all = new Option<bool>("--all") { Description = "All that are there now." };
            var file = new Option<string?>("--file") { Description = "The mended body of one; an event keeps its id.", HelpName = "MENDED.json" };
            var command = new Command("replay", "Puts them back on the queue. What was counted before is not counted again.") { ids, all, file };
            command.Validators.Add(result =>
            {
                var given = result.GetValue(ids) ?? [];
                if (result.GetValue(all) == given.Length > 0)
                {
                    result.AddError("Expected either ids or --all.");
                }

                if (result.GetValue(file) is not null && given.Length != 1)
                {
                    result.AddError("Expected one id with --file.");
                }
            });
            command.SetAction((parsed, token) => WithAsync(
                parsed, letters => ReplayAsync(letters, parsed.GetValue(ids)!, parsed.GetValue(file), output, error, token)));
            return command;
        }

        async Task<int> WithAsync(ParseResult parsed, Func<IDeadLetterQueue, Task<int>> act)
        {
            await using var letters = Open(parsed.GetValue(bus), parsed.GetRequiredValue(queue), parsed.GetRequiredValue(url), error);
            return letters is null ? LoyaltyCommand.Wrong : await act(letters);
        }
    }

    private static IDeadLetterQueue? Open(string? bus, string queue, Uri url, TextWriter error)
    {
        var client = bus is not null ? new ServiceBusClient(bus, new ChainedTokenCredential(new AzureCliCredential(), new AzureDeveloperCliCredential()))
            : Environment.GetEnvironmentVariable(ConnectionName) is { Length: > 0 } connection ? new ServiceBusClient(connection)
            : null;
        if (client is not null)
        {
            var dead = new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter };
            return new ServiceBusDeadLetters(client.CreateReceiver(queue, dead), client.CreateSender(queue));
        }

        if (queue != Purchases)
        {
            error.WriteLine("LocalHost has no queue of delivery reports.");
            return null;
        }

        return Shop.Open(url, error) is { } shop ? new LocalDeadLetters(shop) : null;
    }

    private static async Task<int> ListAsync(IDeadLetterQueue letters, Stream output, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var letter in letters.ReadAsync(cancellationToken))
        {
            count++;
            var description = PrintableText.Line(letter.Description);
            await SayAsync(output, string.Create(
                CultureInfo.InvariantCulture,
                $"{letter.Id}\t{letter.EnqueuedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\t{letter.Deliveries}\t{PrintableText.Line(letter.Reason)}\t{(description.Length > DescriptionShown ? $"{description[..DescriptionShown]}…" : description)}"));
        }

        await SayAsync(output, string.Create(CultureInfo.InvariantCulture, $"{count:N0} dead letters."));
        return 0;
    }

    private static async Task<int> ShowAsync(
        IDeadLetterQueue letters, long id, bool bodyAlone, Stream output, TextWriter error, CancellationToken cancellationToken)
    {
        if (await FindAsync(letters, id, cancellationToken) is not { } letter)
        {
            return NotThere([id], error);
        }

        if (bodyAlone)
        {
            await output.WriteAsync(letter.Body, cancellationToken);
            return 0;
        }

        await SayAsync(output, string.Create(
            CultureInfo.InvariantCulture,
            $"""
            id           {letter.Id}
            reason       {PrintableText.Line(letter.Reason)}
            description  {PrintableText.Line(letter.Description)}
            enqueued     {letter.EnqueuedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}
            deliveries   {letter.Deliveries}
            content type {PrintableText.Line(letter.ContentType ?? "")}

            {PrintableText.Of(Encoding.UTF8.GetString(letter.Body.Span))}
            """).ReplaceLineEndings("\n"));
        return 0;
    }

    private static async Task<int> ReplayAsync(
        IDeadLetterQueue letters, long[] ids, string? file, Stream output, TextWriter error, CancellationToken cancellationToken)
    {
        var mended = file is null ? (ReadOnlyMemory<byte>?)null : await File.ReadAllBytesAsync(file, cancellationToken);
        if (mended is { } body)
        {
            if (await FindAsync(letters, ids[0], cancellationToken) is not { } letter)
            {
                return NotThere(ids, error);
            }

            if (MendedBody.WhyNot(letter, body) is { } why)
            {
                await error.WriteLineAsync(PrintableText.Line(why));
                return LoyaltyCommand.Wrong;
            }
        }

        // Those that are there now: one that is given up again at once is not tried for ever.
        var wanted = ids.Length > 0
            ? [.. ids.Distinct()]
            : await letters.ReadAsync(cancellationToken).Select(letter => letter.Id).ToListAsync(cancellationToken);
        var replayed = await letters.ReplayAsync(wanted, mended, cancellationToken);
        await SayAsync(output, string.Create(CultureInfo.InvariantCulture, $"{replayed.Count:N0} put back on the queue."));
        return replayed.Count == wanted.Count ? 0 : NotThere(wanted.Except(replayed), error);
    }

    private static async Task<DeadLetter?> FindAsync(IDeadLetterQueue letters, long id, CancellationToken cancellationToken) =>
        await letters.ReadAsync(cancellationToken).FirstOrDefaultAsync(letter => letter.Id == id, cancellationToken);

    private static int NotThere(IEnumerable<long> ids, TextWriter error)
    {
        error.WriteLine($"Not among the dead letters, or no longer: {string.Join(", ", ids)}.");
        return LoyaltyCommand.Found;
    }

    private static async Task SayAsync(Stream output, string line) => await output.WriteAsync(Encoding.UTF8.GetBytes($"{line}\n"));
}
