using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Simulated;

/// <summary>Messages on their way to members: they come about at all hours, and go out by day, as many an hour as may.</summary>
public sealed class Letters(Chain chain, Work work, Design design)
{
    private const double Year = 365 * 86_400.0;
    private const int Hour = 3_600;
    private const double KeptForCodes = 0.1;

    // The quiet hours of the sample's program.
    private const int From = 8;
    private const int Until = 20;

    public Backlog Waiting { get; } = new();

    public void Step(int now)
    {
        Waiting.Add(now, chain.Members * work.LettersAMemberAndYear / Year);
        if (now % Demand.Day / Hour is >= From and < Until)
        {
            Waiting.Take(design.LettersAnHour * (1 - KeptForCodes) / Hour);
        }
    }
}
