using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using Loyalty.Functions.Options;
using Loyalty.Functions.Sending;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>Draws one-time codes, mails them, and knows them again by a keyed hash, so that a store that somebody has read lets nobody
/// in. A code goes at once and past all messages: its customer waits for it.</summary>
public sealed class OneTimeCodes(
    IOptions<LinkOptions> options, LetterWriter writer, IEmailProvider provider, Pace pace, ILogger<OneTimeCodes> logger)
{
    private const int KeyBytes = 32;
    private const int Codes = 1_000_000;

    // The first hashes, and all of them know a hash again, as with links.
    private readonly ImmutableArray<byte[]> keys = [.. options.Value.Keys.Select(key => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Convert.FromBase64String(key.Secret), KeyBytes, info: "one-time code"u8.ToArray()))];

    /// <summary>The digits of a new code.</summary>
    internal static string Draw() =>
        RandomNumberGenerator.GetInt32(Codes).ToString(CultureInfo.InvariantCulture).PadLeft(OneTimeCode.Length, '0');

    /// <summary>The digits as the code of a letter to an address, which is yet to be sent.</summary>
    internal OneTimeCode Seal(string digits, MemberId member, string address, bool isNewAddress, Instant at)
    {
        var letter = MessageId.OfCode(member, at);
        return new(letter, address, Convert.ToHexStringLower(Hash(keys[0], member, letter, digits)), at, Tries: 0, isNewAddress);
    }

    /// <summary>Whether what was typed is the code, spaces and hyphens aside. All keys are tried, and each hash is compared in full.
    /// </summary>
    internal bool Matches(OneTimeCode? code, MemberId member, string typed)
    {
        var digits = string.Concat(typed.Where(c => c is not (' ' or '-')));
        if (code is null || digits.Length != OneTimeCode.Length)
        {
            return false;
        }

        var expected = Convert.FromHexString(code.Hash);
        return keys.Aggregate(
            false, (found, key) => CryptographicOperations.FixedTimeEquals(Hash(key, member, code.Letter, digits), expected) || found);
    }

    internal async Task<CodeSent> SendAsync(LoyaltyProgram program, Profile profile, OneTimeCode code, string digits)
    {
        if (!pace.TryPass(code.SentAt))
        {
            return new CodeSent.NotNow();
        }

        try
        {
            var letter = writer.WriteCode(program, profile, code.Address, digits);

            // To the end even where the customer has gone: the code counts as sent.
            switch (await provider.SendAsync(letter, code.Letter, CancellationToken.None))
            {
                case Delivery.NotNow { Again: var again }:
                    pace.Blocked(again);
                    return new CodeSent.NotNow();
                case Delivery.Refused or Delivery.AddressSuppressed:
                    return new CodeSent.Refused();
                default:
                    return new CodeSent.Sent();
            }
        }
        catch (Exception exception)
        {
            logger.SendingFailed(exception);
            return new CodeSent.NotNow();
        }
    }

    private static byte[] Hash(byte[] key, MemberId member, MessageId letter, string digits) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{member}\n{letter}\n{digits}"));
}
