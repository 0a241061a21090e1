using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>What a customer does by their card, each in the member's one transaction with the row that says who may: of two who send
/// one code at once, one is let in.</summary>
public sealed class CardDesk(MemberChanges changes, OneTimeCodes codes, PublishedProgram program, IStore store, IClock clock)
{
    /// <summary>Sends a code to the member's address.</summary>
    internal async Task<CodeSent> AskAsync(MemberId id, CancellationToken cancellationToken)
    {
        var shop = await InForceAsync(cancellationToken);
        var digits = OneTimeCodes.Draw();
        OneTimeCode? code = null;
        CodeSent result = new CodeSent.NoWay();
        var member = await changes.ChangeAsync(
            id,
            async (before, now) =>
            {
                code = null;
                if (shop.Messages is null || before?.Profile.Email is not { } address)
                {
                    result = new CodeSent.NoWay();
                    return null;
                }

                var access = await ReadAsync(before.Id, cancellationToken);
                if (access.NextAt(now) is var next && next > now)
                {
                    result = new CodeSent.TooMany(next);
                    return null;
                }

                code = codes.Seal(digits, id, address, isNewAddress: false, access.SendAt(now));
                return new(before, [CardRow.Write(access.With(code)), LetterRow.Write(code)]);
            },
            cancellationToken);
        return code is null ? result : await codes.SendAsync(shop, member!.Profile, code, digits);
    }

    /// <summary>Whether a code waits that opens the card.</summary>
    internal async Task<bool> IsCodeWaitingAsync(Member member, Instant now, CancellationToken cancellationToken) =>
        (await ReadAsync(member.Id, cancellationToken)).Code is { IsNewAddress: false } code
        && code.IsGood(now) && code.Address == member.Profile.Email;

    /// <summary>Opens a session by the code that was sent.</summary>
    internal async Task<CardChange> OpenAsync(MemberId id, string typed, CancellationToken cancellationToken)
    {
        CardChange result = new CardChange.CodeOver();
        await changes.ChangeAsync(
            id,
            async (before, now) =>
            {
                var access = await ReadAsync(before?.Id ?? id, cancellationToken);
                if (before is null || access.Code?.Address != before.Profile.Email)
                {
                    result = new CardChange.CodeOver();
                    return null;
                }

                (var change, result) = Tried(
                    access.Try(codes.Matches(access.Code, id, typed), isNewAddress: false, now),
                    before,
                    right => (before, right.After with { Session = new(right.Code.Letter, right.Code.Address) }, right.Code.Letter));
                return change;
            },
            cancellationToken);
        return result;
    }

    /// <summary>Changes the profile at once, but for another address: that one becomes the member's when its own code has come back.
    /// </summary>
    internal async Task<CardChange> ChangeProfileAsync(
        MemberId id, MessageId letter, ProfileForm form, CancellationToken cancellationToken)
    {
        var shop = await InForceAsync(cancellationToken);
        var digits = OneTimeCodes.Draw();
        OneTimeCode? code = null;
        var result = await InSessionAsync(
            id,
            letter,
            (before, access, now) =>
            {
                code = null;
                var parsed = form.Change(before.Profile);
                if (parsed is not Parsed<Profile>.Good { Value: var asked })
                {
                    return (null, new CardChange.Invalid(ProfileForm.WrongFields(parsed)));
                }

                var after = before.Given(asked with { Email = before.Profile.Email }, now);
                CodeSent? newAddress = null;
                if (asked.Email != before.Profile.Email)
                {
                    if (access.NextAt(now) is var next && next > now)
                    {
                        newAddress = new CodeSent.TooMany(next);
                    }
                    else
                    {
                        code = codes.Seal(digits, id, asked.Email!, isNewAddress: true, access.SendAt(now));
                        access = access.With(code);
                    }
                }

                Write[] letters = code is null ? [] : [LetterRow.Write(code)];
                return (new(after, [CardRow.Write(access), .. letters, .. AuditRow.WriteChange(before.Profile, after.Profile, now)]), new CardChange.Done(after, letter, newAddress));
            },
            cancellationToken);
        return result is CardChange.Done done && code is not null
            ? done with { NewAddress = await codes.SendAsync(shop, done.Member.Profile, code, digits) }
            : result;
    }

    /// <summary>Makes an address the member's by the code that was sent to it.</summary>
    internal Task<CardChange> ConfirmAddressAsync(MemberId id, MessageId letter, string typed, CancellationToken cancellationToken) =>
        InSessionAsync(
            id,
            letter,
            (before, access, now) =>
            {
                var (change, result) = Tried(
                    access.Try(codes.Matches(access.Code, id, typed), isNewAddress: true, now),
                    before,
                    right => (
                        before.Given(before.Profile with { Email = right.Code.Address }, now),
                        right.After with { Session = new(letter, right.Code.Address) },
                        letter));
                return (
                    change is null ? null : change with
                    {
                        Writes = change.Writes.AddRange(AuditRow.WriteChange(before.Profile, change.After.Profile, now)),
                    },
                    result);
            },
            cancellationToken);

    /// <summary>Records the customer's own yes or no to messages.</summary>
    internal Task<CardChange> ChangeConsentAsync(
        MemberId id, MessageId letter, bool granted, string wording, CancellationToken cancellationToken) =>
        InSessionAsync(
            id,
            letter,
            (before, _, now) =>
            {
                if (before.Consent.ByCustomer?.Granted == granted && before.Consent.IsGranted == granted)
                {
                    return (null, new CardChange.Done(before, letter));
                }

                var fact = granted
                    ? ConsentFact.Grant(before.Consent, wording, now)
                    : ConsentFact.Withdrawal(before.Consent, wording, now);
                var after = before with { Consent = fact.AddTo(before.Consent) };
                return (
                    new(after, [ConsentRow.Write(fact, now), AuditRow.Write(AuditFact.Of(fact, now))]),
                    new CardChange.Done(after, letter));
            },
            cancellationToken);

    /// <summary>Writes down that the customer is handed all that is held.</summary>
    internal Task<CardChange> AuditExportAsync(MemberId id, MessageId letter, CancellationToken cancellationToken) =>
        InSessionAsync(
            id,
            letter,
            (before, _, now) => (
                new(before, [AuditRow.Write(AuditFact.OfCustomer(now, AuditAct.Exported))]), new CardChange.Done(before, letter)),
            cancellationToken);

    /// <summary>Whether the session goes on, for what is no change of the member.</summary>
    internal async Task<bool> IsOpenAsync(MemberId id, MessageId letter, CancellationToken cancellationToken) =>
        await InSessionAsync(id, letter, (before, _, _) => (null, new CardChange.Done(before, letter)), cancellationToken) is CardChange.Done;

    private static (MemberChange? Change, CardChange Result) Tried(
        CodeTry tried, Member before, Func<CodeTry.Right, (Member After, CardAccess Access, MessageId Letter)> let)
    {
        switch (tried)
        {
            case CodeTry.Right right:
                var (after, access, letter) = let(right);
                return (new(after, [CardRow.Write(access)]), new CardChange.Done(after, letter));
            case CodeTry.Wrong wrong:
                return (new(before, [CardRow.Write(wrong.After)]), new CardChange.WrongCode(wrong.Left));
            default:
                return (null, new CardChange.CodeOver());
        }
    }

    private async Task<CardChange> InSessionAsync(
        MemberId id,
        MessageId letter,
        Func<Member, CardAccess, Instant, (MemberChange? Change, CardChange Result)> decide,
        CancellationToken cancellationToken)
    {
        CardChange result = new CardChange.SessionOver();
        await changes.ChangeAsync(
            id,
            async (before, now) =>
            {
                var access = await ReadAsync(before?.Id ?? id, cancellationToken);
                if (before is null || !access.IsOpen(letter, before.Profile.Email))
                {
                    result = new CardChange.SessionOver();
                    return null;
                }

                (var change, result) = decide(before, access, now);
                return change;
            },
            cancellationToken);
        return result;
    }

    private async Task<CardAccess> ReadAsync(MemberId id, CancellationToken cancellationToken) =>
        CardRow.Read(await store.ReadAsync(Tables.Members, id.ToString(), MemberKeys.Card, cancellationToken));

    private async Task<LoyaltyProgram> InForceAsync(CancellationToken cancellationToken)
    {
        var versions = await program.VersionsAsync(cancellationToken);
        return versions.On(versions.Newest.Today(clock.GetCurrentInstant())).Program;
    }
}
