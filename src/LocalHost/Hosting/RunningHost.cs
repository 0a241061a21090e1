using System.Globalization;
using System.Net;
using Azure.Communication.Email;
using Azure.Messaging.ServiceBus;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Clock;
using Loyalty.LocalHost.Data;
using Loyalty.LocalHost.Local;
using Loyalty.LocalHost.Mail;
using Loyalty.LocalHost.Options;
using Loyalty.LocalHost.Queue;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging.Console;

namespace Loyalty.LocalHost.Hosting;

/// <summary>One host: its data folder, clock, store and queue, and the functions over them, served on loopback.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    // Past this Kestrel hangs up; what is shorter it reads to the end, so that a client still gets its answer.
    private const long LongestRequest = 64 * 1024 * 1024;

    // Of the five seconds after Ctrl+C; an emulator that does not answer takes most of the rest.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(2);

    private readonly WebApplication app;
    private readonly HostParts parts;

    private RunningHost(WebApplication app, HostParts parts)
    {
        this.app = app;
        this.parts = parts;
        Address = new Uri(app.Urls.First());
    }

    /// <summary>Where the host listens.</summary>
    public Uri Address { get; }

    /// <summary>The full path of the data folder.</summary>
    public string Folder => parts.Folder.Path;

    public ApiKeys Keys => parts.Keys;

    /// <summary>The link that lets a browser in to the mail page.</summary>
    public Uri MailLink => MailAccess.StartLink(Address, parts.Keys);

    public IServiceProvider Services => app.Services;

    /// <summary>Opens everything, prepares the functions and begins to serve them.</summary>
    /// <exception cref="CannotStartException">Something that a person can mend stands in the way.</exception>
    public static async Task<RunningHost> StartAsync(
        LocalHostOptions options, FunctionSet functions, CancellationToken cancellationToken)
    {
        LoadedCode.Load();
        var parts = await HostParts.OpenAsync(options, cancellationToken);
        WebApplication? app = null;
        try
        {
            app = Build(options, functions, parts);
            await functions.PrepareAsync(app.Services, cancellationToken);
            await app.StartAsync(cancellationToken);
            return new RunningHost(app, parts);
        }
        catch (Exception exception)
        {
            await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
            await parts.DisposeAsync();
            if (exception is IOException { InnerException: AddressInUseException })
            {
                throw new CannotStartException($"Port {options.Port} is taken; name another with --port.", exception);
            }

            if (exception is StoreUnavailableException)
            {
                throw new CannotStartException($"The store cannot be read and written: {exception.Message}", exception);
            }

            throw;
        }
    }

    /// <summary>Ctrl+C or SIGTERM has come.</summary>
    public CancellationToken Stopping => app.Lifetime.ApplicationStopping;

    /// <summary>Waits for Ctrl+C or SIGTERM, and stops.</summary>
    public Task WaitForStopAsync() => app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await parts.DisposeAsync();
    }

    private static WebApplication Build(LocalHostOptions options, FunctionSet functions, HostParts parts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(parts.Keys.ToConfiguration());
        builder.Configuration.AddInMemoryCollection(HostTelemetry.Settings());
        // One disk bears all hints in one place, and a year of simulated minutes looks into each place half a million times. The more
        // members are looked at at once, the more of their commits the disk takes as one.
        builder.Configuration.AddInMemoryCollection(
            [new("Due:Shards", "1"), new("Sending:MembersAtOnce", "64"), .. Pace(options)]);
        // Who has a key here sits at this machine, and plays a year of purchases in a minute. Links are limited as everywhere.
        builder.Configuration.AddInMemoryCollection([new("RateLimits:PosPerSecond", "0"), new("RateLimits:StaffPerSecond", "0")]);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning)
            // What keeps the host from starting is said once, by whoever started it.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestRequest;
            if (options.Port == 0)
            {
                // A free port is free on one address; the same one need not be on the other.
                kestrel.Listen(IPAddress.Loopback, 0);
            }
            else
            {
                kestrel.ListenLocalhost(options.Port);
            }
        });
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        AddParts(builder.Services, parts);
        AddEmail(builder.Services, options, parts);
        builder.Services.AddSingleton(provider => new PublicAddress(() => options.PublicUrl ?? OwnAddress(provider)));

        var found = FunctionMethod.FindIn(functions.Types);
        AddTriggers(builder.Services, found, parts, TimerFunction.Among(found));
        functions.AddServices(builder.Services, builder.Configuration);

        var app = builder.Build();
        app.UseMiddleware<RequestSpans>();
        app.UseMiddleware<ErrorAnswers>();
        app.UseMiddleware<AllowedHosts>((IReadOnlyList<string>)options.Hosts);
        app.UseMiddleware<BodyLimit>();
        app.MapHttpFunctions(found);
        var staff = new StaffOnly(parts.Keys);
        app.MapMail(new MailReader(parts.Mail), new MailAccess(parts.Keys), staff);
        var local = app.MapGroup("/local").AddEndpointFilter(staff);
        local.MapQueueRoutes();
        local.MapMessageRoutes();
        local.MapClockRoutes();
        return app;
    }

    // A free port is known once the host listens; timers run from then on.
    private static Uri OwnAddress(IServiceProvider services) =>
        new(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static void AddParts(IServiceCollection services, HostParts parts)
    {
        services.AddSingleton(parts.Clock);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IStore>(parts.Store.Store);
        services.AddSingleton(parts.Queue);
        services.AddSingleton(parts.Mail);
        // An instance of ours: the container must not dispose it, since the official base class would close what it lacks.
        services.AddSingleton<ServiceBusSender>(new QueueSender(parts.Queue, parts.Clock));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Pace(LocalHostOptions options)
    {
        var rate = options.EmailRate ?? (options.Email is null ? default : EmailRate.OfNewDomain);
        return
        [
            new("Sending:PerMinute", rate.PerMinute.ToString(CultureInfo.InvariantCulture)),
            new("Sending:PerHour", rate.PerHour.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static void AddEmail(IServiceCollection services, LocalHostOptions options, HostParts parts)
    {
        if (options.Email is { } connectionString)
        {
            services.AddSingleton(new EmailClient(connectionString, CommunicationEmail.ClientOptions()));
            services.AddSingleton<IEmailProvider, CommunicationEmail>();
        }
        else
        {
            services.AddSingleton<IEmailProvider>(parts.Mail);
        }
    }

    private static void AddTriggers(
        IServiceCollection services, IReadOnlyList<FunctionMethod> found, HostParts parts, IReadOnlyList<TimerFunction> timers)
    {
        foreach (var function in found.Where(QueuePump.Drives))
        {
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<QueuePump>(provider, function));
        }

        if (parts.Clock is SimulatedClock simulated)
        {
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ClockMover>(provider, simulated, timers));
        }
        else
        {
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<TimerPump>(provider, timers));
        }
    }
}
