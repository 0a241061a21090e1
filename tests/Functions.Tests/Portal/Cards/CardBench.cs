namespace Loyalty.Functions.Tests.Portal.Cards;

/// <summary>A shop that can mail codes.</summary>
public sealed class CardBench : PortalBench
{
    public CardBench() => Program = PortalProgram.WithSender;
}
