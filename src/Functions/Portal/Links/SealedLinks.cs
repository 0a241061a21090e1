using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Options;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Loyalty.Functions.Portal.Links;

/// <summary>
/// Links for customers, of which each is good for one purpose. A token is base64url of: the length of the key's id (1 byte), the id,
/// a random nonce (12), and the payload with its tag (16) as AES-256-GCM seals them, with the key's id and the purpose as associated
/// data. Nobody can make one, read one, or use one for another purpose.
/// </summary>
public sealed class SealedLinks(IOptions<LinkOptions> options, PublicAddress address)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Overhead = 1 + NonceSize + LinkPayload.Size + TagSize;

    private static readonly Duration FeedbackLasts = Duration.FromDays(60);
    private static readonly Duration CardLasts = Duration.FromDays(30);
    private static readonly Duration SessionLasts = Duration.FromMinutes(15);

    private readonly ImmutableArray<(byte[] Id, byte[] Secret)> keys =
        [.. options.Value.Keys.Select(key => (Encoding.ASCII.GetBytes(key.Id), Convert.FromBase64String(key.Secret)))];

    /// <summary>Ends messages to the member. It has no end: a message may be found years later.</summary>
    public Uri Unsubscribe(MemberId member, MessageId message) =>
        address.Of($"unsubscribe/{Seal(new(LinkPurpose.Unsubscribe, new(member, message), null))}");

    /// <summary>Takes the member's answer to a message.</summary>
    public Uri Feedback(MemberId member, MessageId message, Instant now) =>
        address.Of($"feedback/{Seal(new(LinkPurpose.Feedback, new(member, message), now + FeedbackLasts))}");

    /// <summary>Shows the member's card.</summary>
    public Uri Card(MemberId member, Instant now) =>
        address.Of($"card/{Seal(new(LinkPurpose.Card, new(member, default), now + CardLasts))}");

    /// <summary>What the forms of a card carry for whoever had the code of a letter: a token alone, since it never stands in an
    /// address.</summary>
    public string Session(MemberId member, MessageId letter, Instant now) =>
        Seal(new(LinkPurpose.Session, new(member, letter), now + SessionLasts));

    /// <summary>Whom a token is for; null where it is altered, of another purpose, over, or no token of ours.</summary>
    public LinkTarget? Open(LinkPurpose purpose, string token, Instant now) =>
        TryUnseal(purpose, token) is { } payload && payload.Purpose == purpose && (payload.End is not { } end || now <= end)
            ? payload.Target
            : null;

    internal string Seal(LinkPayload payload)
    {
        var (id, secret) = keys[0];
        var token = new byte[Overhead + id.Length];
        token[0] = (byte)id.Length;
        id.CopyTo(token, 1);
        var nonce = token.AsSpan(1 + id.Length, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> plain = stackalloc byte[LinkPayload.Size];
        payload.Write(plain);
        var rest = token.AsSpan(1 + id.Length + NonceSize);
        using var cipher = new AesGcm(secret, TagSize);
        cipher.Encrypt(nonce, plain, rest[..LinkPayload.Size], rest[LinkPayload.Size..], Bound(id, payload.Purpose));
        return Base64Url.EncodeToString(token);
    }

    private LinkPayload? TryUnseal(LinkPurpose purpose, string token)
    {
        // One link is one token: no other spelling of the same bytes is taken.
        if (!Base64Url.IsValid(token, out var length) || length < Overhead
            || Base64Url.DecodeFromChars(token) is not { } bytes || Base64Url.EncodeToString(bytes) != token
            || bytes.Length != Overhead + bytes[0])
        {
            return null;
        }

        foreach (var (id, secret) in keys)
        {
            if (bytes.AsSpan(1, bytes[0]).SequenceEqual(id))
            {
                return TryUnseal(secret, bytes.AsSpan(1 + id.Length), Bound(id, purpose));
            }
        }

        return null;
    }

    private static LinkPayload? TryUnseal(byte[] secret, ReadOnlySpan<byte> sealedBytes, byte[] bound)
    {
        var nonce = sealedBytes[..NonceSize];
        var rest = sealedBytes[NonceSize..];
        Span<byte> plain = stackalloc byte[LinkPayload.Size];
        using var cipher = new AesGcm(secret, TagSize);
        try
        {
            cipher.Decrypt(nonce, rest[..LinkPayload.Size], rest[LinkPayload.Size..], plain, bound);
            return LinkPayload.Read(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Bound(byte[] id, LinkPurpose purpose) => [(byte)purpose, .. id];
}
