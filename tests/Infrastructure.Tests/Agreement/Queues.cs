using Loyalty.Infrastructure.Tests.Bicep;
using Loyalty.Infrastructure.Tests.Code;

namespace Loyalty.Infrastructure.Tests.Agreement;

/// <summary>Whether the queues that there are are those that the functions use.</summary>
internal static class Queues
{
    public static IEnumerable<string> Complaints(Deployment deployment, Surroundings code)
    {
        var used = code.Taken.Union(code.Filled);
        return used.Except(deployment.Queues).Select(name => $"The functions use the queue {name}, and nobody makes it.")
            .Concat(deployment.Queues.Except(used).Select(name => $"The functions do not use the queue {name}."));
    }
}
