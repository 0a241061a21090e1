namespace Loyalty.Functions.Tests.Sending;

/// <summary>Time that does not pass, so that nothing is looked up again because a test was slow.</summary>
internal sealed class StillTime : TimeProvider
{
    public override long GetTimestamp() => 0;
}
