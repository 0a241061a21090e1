using System.Buffers.Binary;
using System.Text;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Functions.Portal.Links;

/// <summary>
/// What is sealed in a link: purpose (1 byte), end (8 bytes, seconds, 0: none), message (16, 0: none), length of the member's id (1), and the
/// id, filled up with zeros, so that a link's length tells nothing.
/// </summary>
internal sealed record LinkPayload(LinkPurpose Purpose, LinkTarget Target, Instant? End)
{
    public const int Size = MemberAt + Identifier.MaxLength;

    private const int EndAt = 1;
    private const int MessageAt = 9;
    private const int LengthAt = 25;
    private const int MemberAt = 26;

    public void Write(Span<byte> bytes)
    {
        bytes.Clear();
        bytes[0] = (byte)Purpose;
        BinaryPrimitives.WriteInt64BigEndian(bytes[EndAt..], End?.ToUnixTimeSeconds() ?? 0);
        Target.Message.ToGuid().TryWriteBytes(bytes[MessageAt..], bigEndian: true, out _);
        bytes[LengthAt] = (byte)Encoding.ASCII.GetBytes(Target.Member.ToString(), bytes[MemberAt..]);
    }

    /// <summary>What was written: the seal has proved that it is.</summary>
    public static LinkPayload Read(ReadOnlySpan<byte> bytes)
    {
        var end = BinaryPrimitives.ReadInt64BigEndian(bytes[EndAt..]);
        var message = new Guid(bytes[MessageAt..LengthAt], bigEndian: true);
        var member = Encoding.ASCII.GetString(bytes.Slice(MemberAt, bytes[LengthAt]));
        return new(
            (LinkPurpose)bytes[0],
            new(MemberId.Parse(member), MessageId.Parse(message.ToString("N"))),
            end == 0 ? null : Instant.FromUnixTimeSeconds(end));
    }
}
