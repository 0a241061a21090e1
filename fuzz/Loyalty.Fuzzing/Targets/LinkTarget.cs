using System.Text;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Options;
using Loyalty.Functions.Portal.Links;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Loyalty.Fuzzing.Targets;

/// <summary>A token opens nothing unless it is, to the letter, one that was sealed for the purpose.</summary>
public sealed class LinkTarget : IFuzzTarget
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 2, 12, 0);
    private static readonly MessageId Message = MessageId.Parse("00112233445566778899aabbccddeeff");

    private readonly SealedLinks links = new(
        Options.Create(new LinkOptions
        {
            Keys =
            [
                new() { Id = "2026", Secret = Convert.ToBase64String(new byte[32]) },
                new() { Id = "old", Secret = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]) },
            ],
        }),
        new PublicAddress(() => new Uri("https://loyalty.example")));

    private readonly Dictionary<LinkPurpose, string> genuine;

    public LinkTarget()
    {
        var member = MemberId.Parse("m-1");
        genuine = new()
        {
            [LinkPurpose.Unsubscribe] = links.Unsubscribe(member, Message).Segments[^1],
            [LinkPurpose.Feedback] = links.Feedback(member, Message, Now).Segments[^1],
            [LinkPurpose.Card] = links.Card(member, Now).Segments[^1],
            [LinkPurpose.Session] = links.Session(member, Message, Now),
        };
    }

    public string Name => "link";

    public int Share => 60;

    public IEnumerable<byte[]> Seeds => genuine.Values.Select(Encoding.ASCII.GetBytes);

    public void Check(ReadOnlyMemory<byte> input)
    {
        var token = Encoding.UTF8.GetString(input.Span);
        foreach (var (purpose, one) in genuine)
        {
            Require.That(links.Open(purpose, token, Now) is not null == (token == one), $"Opens as {purpose}.");
        }
    }
}
