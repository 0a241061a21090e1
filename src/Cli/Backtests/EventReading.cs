using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Cli.Backtests;

/// <summary>Reads a file of very many events on all processors, and keeps them in little memory. Lines are told of, and events
/// kept, in the order of the file.</summary>
internal sealed class EventReading(LoyaltyProgram newest, TextWriter error, Progress progress)
{
    private readonly Queue<Task<ReadLines>> underWay = [];

    public PackedEvents Events { get; } = new();

    public bool IsAllGood { get; private set; } = true;

    /// <summary>The date of the last purchase, whether or not it stands; null without any.</summary>
    public LocalDate? LastDate { get; private set; }

    public void ReadAll(Stream file, CancellationToken cancellationToken)
    {
        foreach (var batch in LineBatch.Of(file))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (underWay.Count > Environment.ProcessorCount)
            {
                Keep(underWay.Dequeue().GetAwaiter().GetResult());
            }

            underWay.Enqueue(Task.Run(() => Read(batch), cancellationToken));
        }

        while (underWay.TryDequeue(out var last))
        {
            Keep(last.GetAwaiter().GetResult());
        }
    }

    private ReadLines Read(LineBatch batch)
    {
        using var lines = batch;
        var read = new ReadLines();
        foreach (var line in lines.Lines)
        {
            read.LastLine = line.Number;
            switch (EventJson.Parse(line.Text, newest.Currency))
            {
                case Parsed<PurchaseEvent>.Good { Value: var good }:
                    read.Events.Add(Events.Pack(line.Number, good));
                    read.LastDate = good is Purchase ? Later(read.LastDate, newest.DateAt(good.Store, good.At)) : read.LastDate;
                    break;
                case Parsed<PurchaseEvent>.Bad { Errors: var errors }:
                    read.Errors.AddRange(errors.Select(wrong => (line.Number, wrong)));
                    break;
            }
        }

        return read;
    }

    private void Keep(ReadLines read)
    {
        foreach (var (line, wrong) in read.Errors)
        {
            IsAllGood = false;
            EventFile.Tell(error, line, wrong);
        }

        foreach (var packed in read.Events)
        {
            Events.Add(packed);
        }

        LastDate = Later(LastDate, read.LastDate);
        progress.Say($"{read.LastLine:N0} lines read");
    }

    private static LocalDate? Later(LocalDate? one, LocalDate? other) => one is null || other > one ? other : one;

    private sealed class ReadLines
    {
        public List<PackedEvent> Events { get; } = [];

        public List<(int Line, JsonError Wrong)> Errors { get; } = [];

        public LocalDate? LastDate { get; set; }

        public int LastLine { get; set; }
    }
}
