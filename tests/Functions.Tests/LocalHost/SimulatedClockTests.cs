using Loyalty.Functions.Storage;
using Loyalty.LocalHost;
using Loyalty.LocalHost.Clock;
using NodaTime;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed class SimulatedClockTests
{
    private static readonly Instant Start = Instant.FromUtc(2011, 6, 1, 0, 0);

    [Fact]
    public void It_begins_where_it_is_told_and_stands_still()
    {
        using var folder = new TemporaryFolder();
        using var clock = SimulatedClock.Open(folder.File("clock"), Start);

        Assert.Equal(Start, clock.GetCurrentInstant());
        Assert.Equal(Start, clock.GetCurrentInstant());
    }

    [Fact]
    public void A_folder_that_has_a_clock_goes_on_with_it()
    {
        using var folder = new TemporaryFolder();
        var later = Start + Duration.FromNanoseconds(90_061_000_000_100);
        using (var clock = SimulatedClock.Open(folder.File("clock"), Start))
        {
            clock.MoveTo(later);
            clock.Keep(later);
        }

        using var again = SimulatedClock.Open(folder.File("clock"), Start);

        Assert.Equal(later, again.GetCurrentInstant());
    }

    [Fact]
    public void A_full_disk_is_a_store_that_is_not_there()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a file that is always full.");

        Assert.Throws<StoreUnavailableException>(() => SimulatedClock.Open("/dev/full", Start));
    }

    [Fact]
    public void A_file_without_a_clock_stops_the_start_with_a_sentence()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("clock"), "noon");

        Assert.Throws<CannotStartException>(() => SimulatedClock.Open(folder.File("clock"), Start));
    }
}
