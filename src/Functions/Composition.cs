using Azure.Messaging.ServiceBus;
using Loyalty.Functions.Due;
using Loyalty.Functions.Erasing;
using Loyalty.Functions.Finding;
using Loyalty.Functions.Members;
using Loyalty.Functions.Merging;
using Loyalty.Functions.Options;
using Loyalty.Functions.Portal;
using Loyalty.Functions.Portal.Backtests;
using Loyalty.Functions.Portal.Cards;
using Loyalty.Functions.Portal.Complaints;
using Loyalty.Functions.Portal.Console;
using Loyalty.Functions.Portal.Exports;
using Loyalty.Functions.Portal.Gifts;
using Loyalty.Functions.Portal.Letters;
using Loyalty.Functions.Portal.Limits;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Portal.Redemptions;
using Loyalty.Functions.Portal.Timeline;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Sending.Templates;
using Loyalty.Functions.Verifying;
using Loyalty.Templates.Terms;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Loyalty.Functions;

/// <summary>Puts together what the functions need, the same for both hosts.</summary>
public static class Composition
{
    /// <summary>All but what a host chooses and registers itself: <see cref="NodaTime.IClock"/>,
    /// <see cref="Storage.IStore"/>, <see cref="ServiceBusSender"/>, <see cref="IEmailProvider"/> and <see cref="PublicAddress"/>.
    /// </summary>
    public static IServiceCollection AddLoyalty(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>().Bind(configuration).ValidateOnStart();
        services.AddOptions<ReceivingOptions>().Bind(configuration.GetSection("Receiving")).ValidateOnStart();
        services.AddOptions<SendingOptions>().Bind(configuration.GetSection("Sending")).ValidateOnStart();
        services.AddOptions<DueOptions>().Bind(configuration.GetSection("Due")).ValidateOnStart();
        services.AddOptions<LinkOptions>().Bind(configuration.GetSection("Links")).ValidateOnStart();
        services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection("RateLimits")).ValidateOnStart();
        services.AddOptions<LookupOptions>().Bind(configuration.GetSection("Lookups")).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>()
            .AddSingleton<RateLimits>()
            .AddSingleton<IValidateOptions<LookupOptions>, LookupOptionsValidator>()
            .AddSingleton<KeyedHashes>()
            .AddSingleton<Lookups>()
            .AddSingleton<ErasedMarks>()
            .AddSingleton<ErasedSums>()
            .AddSingleton<MemberTraces>()
            .AddSingleton<MemberErasure>()
            .AddSingleton<Leftovers>()
            .AddSingleton<IValidateOptions<DueOptions>, DueOptionsValidator>()
            .AddSingleton<IValidateOptions<SendingOptions>, SendingOptionsValidator>()
            .AddSingleton<DueIndex>()
            .AddSingleton<Watermarks>()
            .AddSingleton<Walk>()
            .AddSingleton<Judge>()
            .AddSingleton<Budgets>()
            .AddSingleton<MemberCommits>()
            .AddSingleton<MessageRows>()
            .AddSingleton(_ => LetterTemplates.Load(TemplatesFolder(configuration)))
            .AddSingleton(_ => TermsTemplates.Load(TemplatesFolder(configuration)))
            .AddSingleton<LetterWriter>()
            .AddSingleton<LetterDesk>()
            .AddSingleton<Pace>()
            .AddSingleton<MemberLook>()
            .AddSingleton<Sweeps>()
            .AddSingleton<FinderRows>()
            .AddSingleton<FinderLook>()
            .AddSingleton<StaleLines>()
            .AddSingleton<MemberFinder>()
            .AddSingleton<LetterPreviews>()
            .AddSingleton<DeliveryReports>()
            .AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>()
            .AddSingleton<IValidateOptions<ReceivingOptions>, ReceivingOptionsValidator>()
            .AddSingleton<IValidateOptions<LinkOptions>, LinkOptionsValidator>()
            .AddSingleton<SealedLinks>()
            .AddSingleton<LinkGate>()
            .AddSingleton<CardGate>()
            .AddSingleton<CardReader>()
            .AddSingleton<CardDesk>()
            .AddSingleton<OneTimeCodes>()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<PublishedProgram>()
            .AddSingleton<Publisher>()
            .AddSingleton<FileProgram>()
            .AddSingleton<PurchaseQueue>()
            .AddSingleton<RewardCodes>()
            .AddSingleton<Intake>()
            .AddSingleton<ConsoleSessions>()
            .AddSingleton<KeyRing>()
            .AddSingleton<Gate>()
            .AddSingleton<MemberChanges>()
            .AddSingleton<MemberReader>()
            .AddSingleton<MemberTimeline>()
            .AddSingleton<MemberExport>()
            .AddSingleton<ComplaintList>()
            .AddSingleton<AnswerDesk>()
            .AddSingleton<GiftDesk>()
            .AddSingleton<RedemptionIndex>()
            .AddSingleton<RedemptionDesk>()
            .AddSingleton<BacktestDesk>()
            .AddSingleton<HealthProbe>()
            .AddSingleton<OpenMerges>()
            .AddSingleton<MergePlaces>()
            .AddSingleton<MemberMerge>()
            .AddSingleton<MemberParting>()
            .AddSingleton<MergeDesk>()
            .AddSingleton<IndexCheck>()
            .AddSingleton<MemberVerifier>()
            .AddSingleton<MemberMending>()
            .AddSingleton<VerifyDesk>();
    }

    private static string TemplatesFolder(IConfiguration configuration) =>
        configuration["Templates"] ?? Path.Combine(AppContext.BaseDirectory, "config", "templates");
}
