using Loyalty.Domain.Outreach;
using Loyalty.Functions.Due;
using Loyalty.Functions.Sending;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Erasing;

/// <summary>Every hour: finishes erasures that a crash cut off, erases members who have been away for as long as the program says, and
/// takes out what is left of those who were erased. A hint says at whom to look.</summary>
public sealed class EraseMembers(Sweeps sweeps, MemberErasure erasure, MemberLook look, DueIndex due, Leftovers leftovers)
{
    [Function(nameof(EraseMembers))]
    public async Task RunAsync([TimerTrigger("0 30 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await sweeps.RunAsync(Sweep.Erasures, LookAsync, cancellationToken);
        await leftovers.StepAsync(cancellationToken);
    }

    private async Task LookAsync(Hint hint, CancellationToken cancellationToken)
    {
        if (await erasure.ResumeAsync(hint.Member, cancellationToken)
            || await erasure.EraseIfAwayAsync(hint.Member, cancellationToken))
        {
            await due.RemoveAsync(hint, cancellationToken);
        }
        else
        {
            await look.LookAsync(Sweep.Erasures, hint, cancellationToken);
        }
    }
}
