using System.Collections.Immutable;
using System.IO.Compression;
using Loyalty.Benchmarks.Intake;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Benchmarks.Peers;

/// <summary>The year of real purchases in samples/, in the order of the file, and what they come to.</summary>
internal sealed class OnlineRetail
{
    private readonly EventSet set = new();

    /// <param name="most">How many events are taken, from the first one on.</param>
    public OnlineRetail(int most = int.MaxValue)
    {
        using var file = new GZipStream(
            File.OpenRead(Path.Combine(AppContext.BaseDirectory, "online-retail-2011.ndjson.gz")), CompressionMode.Decompress);
        var events = ImmutableArray.CreateBuilder<SampleEvent>();
        foreach (var line in Ndjson.Lines(file).Take(most))
        {
            var told = ((Parsed<PurchaseEvent>.Good)EventJson.Parse(line.Text, PeerProgram.Sample.Program.Currency)).Value;
            set.Add(told);
            events.Add(new(told.Member.ToString(), told.Id.ToString(), [.. line.Text.Span, .. "\n"u8]));
            Now = Instant.Max(Now, told.At);
        }

        Events = events.DrainToImmutable();
        Versions = new(PeerProgram.Sample.Program);
        Today = Versions.Newest.Today(Now);
        Histories = [.. set.Members.Select(member => (member, set.HistoryOf(member, Versions.Newest)))];
    }

    public ImmutableArray<SampleEvent> Events { get; }

    /// <summary>When the last of them happened.</summary>
    public Instant Now { get; } = Instant.MinValue;

    public LocalDate Today { get; }

    public ProgramVersions Versions { get; }

    public ImmutableArray<(MemberId Member, History History)> Histories { get; }

    /// <summary>Where each member stands today.</summary>
    public IReadOnlyDictionary<string, string> Standings() => Histories.ToDictionary(
        one => one.Member.ToString(), one => Stood.Of(Standing.Evaluate(Versions, one.History, Today)));
}
