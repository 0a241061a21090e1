using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>What became of something that a customer did by their card.</summary>
internal abstract record CardChange
{
    private CardChange()
    {
    }

    /// <summary>It is done, or was before. With the member as they are now.</summary>
    /// <param name="Letter">Of the session that goes on.</param>
    /// <param name="NewAddress">What became of the code to an address that is to become the member's; null where none is.</param>
    public sealed record Done(Member Member, MessageId Letter, CodeSent? NewAddress = null) : CardChange;

    /// <summary>Some fields are not as they can be; by name. Nothing was changed.</summary>
    public sealed record Invalid(ImmutableArray<string> Fields) : CardChange;

    /// <summary>The code is another one; so many more may be tried.</summary>
    public sealed record WrongCode(int Left) : CardChange;

    /// <summary>No such code waits any more.</summary>
    public sealed record CodeOver : CardChange;

    /// <summary>It takes a new code to go on.</summary>
    public sealed record SessionOver : CardChange;
}
