using System.Globalization;
using Loyalty.Domain.Outreach;
using Loyalty.FakeEmail;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.Rig;

/// <summary>What the members' rows say of messages in the end, held against what the provider took.</summary>
internal sealed class MessageTruth(IEnumerable<Row> rows)
{
    /// <summary>Every message that was decided on, and in whose partition it is.</summary>
    public IReadOnlyList<(string Member, StoredMessage Message)> Messages { get; } =
    [
        .. rows
            .Where(row => row.Key.StartsWith("message:", StringComparison.Ordinal))
            .Select(row => (row.Partition, MessageRow.Read(row))),
    ];

    /// <summary>Everything that is not as it should be.</summary>
    public IEnumerable<string> Lies(IReadOnlyList<TakenEmail> taken)
    {
        var times = taken.CountBy(email => email.Operation).ToDictionary();
        foreach (var operation in times.Keys.Except(Messages.Select(row => row.Message.Id.ToGuid())))
        {
            yield return $"The provider took {operation}, of which no row tells.";
        }

        foreach (var (member, message) in Messages)
        {
            var took = times.GetValueOrDefault(message.Id.ToGuid());
            var about = $"{member} {message.Occasion} is {message.Status} ({message.Why}), and the provider took it {took} times";
            if (took > 1 && !message.Occasion.Kind.IsSentAgain())
            {
                yield return $"{about}: it must not go twice.";
            }

            if (message.Status switch
                {
                    MessageStatus.Sent => took == 0,
                    MessageStatus.Unknown => false,
                    MessageStatus.Claimed => true,
                    _ => took > 0,
                })
            {
                yield return $"{about}: that is not the truth.";
            }
        }
    }

    /// <summary>How many messages there are by kind and status.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Messages
        .GroupBy(row => row.Message.Occasion.Kind)
        .OrderBy(kind => kind.Key)
        .Select(kind => $"  {kind.Key.Name(),-15}" + string.Join(", ", kind
            .GroupBy(row => row.Message.Status)
            .OrderBy(status => status.Key)
            .Select(status => string.Create(CultureInfo.InvariantCulture, $"{status.Count()} {status.Key.ToString().ToLowerInvariant()}")))));
}
