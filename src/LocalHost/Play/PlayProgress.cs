using NodaTime;

namespace Loyalty.LocalHost.Play;

/// <summary>How far the play has come: lines posted of all lines, and the clock.</summary>
public readonly record struct PlayProgress(int Posted, int Of, Instant Now);
