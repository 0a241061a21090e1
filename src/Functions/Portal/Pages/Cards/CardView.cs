using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Templates;
using NodaTime;

namespace Loyalty.Functions.Portal.Pages.Cards;

/// <summary>What a member's card shows, and the words and formats that it is shown in.</summary>
internal sealed record CardView
{
    public required Instant Now { get; init; }

    public required Member Member { get; init; }

    public required ProgramVersions Versions { get; init; }

    /// <summary>On today's date.</summary>
    public required Standing Standing { get; init; }

    public required Progress? Next { get; init; }

    public required Progress? Keep { get; init; }

    /// <summary>Those that can be used, the next to expire first.</summary>
    public required ImmutableArray<Reward> Open { get; init; }

    /// <summary>All others, the last to expire first.</summary>
    public required ImmutableArray<Reward> Past { get; init; }

    public required CardTexts Texts { get; init; }

    public required LocaleFormat Format { get; init; }

    public LoyaltyProgram Program => Standing.Version.Program;

    /// <summary>Whether a code can be sent, without which nothing can be changed.</summary>
    public bool CanChange => Member.Profile.Email is not null && Program.Messages is not null;

    public string Money(long minor) => Format.Money(minor, Program.Currency);
}
