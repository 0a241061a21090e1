using System.Globalization;
using Loyalty.FakeEmail;

namespace Loyalty.Rig;

/// <summary>How a provider behaves on its worst days, drawn by a seed; and when somebody waits for its next requests. Some addresses
/// it never sends to, on the best of days neither.</summary>
internal sealed class MoodyProvider(int seed)
{
    private const string Suppressed = "m-7@";
    private const string Refused = "m-8@";

    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private TaskCompletionSource asked = new();
    private int until;
    private int hangs;

    /// <summary>From now on it takes everything.</summary>
    public bool IsCalm { get; set; }

    /// <summary>Comes true with the so manieth request from now; up to so many requests are never answered until then.</summary>
    public Task Asked(int requests, int mayHang)
    {
        lock (gate)
        {
            until = requests;
            hangs = mayHang;
            asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return asked.Task;
        }
    }

    public Reaction Next(TakenEmail email)
    {
        lock (gate)
        {
            if (--until == 0)
            {
                asked.SetResult();
            }

            return email.To.StartsWith(Suppressed, StringComparison.Ordinal)
                ? new Reaction.Reply(400, "EmailDroppedAllRecipientsSuppressed", Takes: false)
                : email.To.StartsWith(Refused, StringComparison.Ordinal) ? new Reaction.Reply(400, "BadRequest", Takes: false)
                : IsCalm ? Reaction.Accept
                : Draw() with { After = TimeSpan.FromMilliseconds(random.Next(25)) };
        }
    }

    private Reaction Draw()
    {
        switch (random.Next(20))
        {
            case 0 or 1:
                return Reaction.Busy(random.Next(90).ToString(CultureInfo.InvariantCulture));
            case 2:
                return new Reaction.Reply(500, "InternalServerError", Takes: random.Next(2) == 0);
            case 3:
                return new Reaction.Reply(503, "ServiceUnavailable", Takes: random.Next(2) == 0);
            case 4 or 5:
                return new Reaction.HangUp(Takes: random.Next(2) == 0);
            case 6 when hangs > 0:
                hangs--;
                return new Reaction.Hang(Takes: random.Next(2) == 0);
            case 7:
                return new Reaction.Cut();
            case 8:
                return new Reaction.Reply(412, "PreconditionFailed", Takes: random.Next(2) == 0);
            default:
                return Reaction.Accept;
        }
    }
}
