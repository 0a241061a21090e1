using System.Buffers.Binary;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Storage;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Tests.Sending;

/// <summary>Plays a story, and objects to every message that may not go, by rules that are written down here once more.</summary>
internal sealed class Witness(SendingBench bench, Story story)
{
    private static readonly string[] HeldOutKinds = ["winBack", "thankYou", "almostThere"];
    private static readonly MessageKind[] SentAgain = [MessageKind.TierUpgrade, MessageKind.RewardExpiring, MessageKind.TierExpiring];

    private readonly List<(bool Granted, bool ByCustomer)> consents = [];
    private readonly List<(MessageId Id, Instant At, Delivery Delivery)> handed = [];
    private readonly HashSet<string> dead = [];
    private Queue<Delivery> answers = [];
    private JsonElement program = JsonDocument.Parse(story.Program).RootElement;
    private string? address;
    private DateTimeZone zone = DateTimeZoneProviders.Tzdb["Europe/Riga"];
    private bool hasComplaint;
    private ExceptionDispatchInfo? objection;

    public async Task PlayAsync()
    {
        bench.Mail.Answer = Answer;
        foreach (var step in story.Steps)
        {
            await DoAsync(step);
            await AssertHintedAsync();
            objection?.Throw();
        }

        answers = [];
        hasComplaint = false;
        await bench.ChangeAsync(member => member with { Outreach = member.Outreach with { Complaints = [] } });
        await bench.PassAsync(Duration.FromDays(500));
        await AssertHintedAsync();
        objection?.Throw();
        AssertRowsAreTrue();
    }

    private async Task DoAsync(Story.Step step)
    {
        switch (step)
        {
            case Story.Step.Pass pass:
                await bench.PassAsync(pass.Duration);
                break;
            case Story.Step.Tell tell:
                address = tell.Profile.Email;
                zone = DateTimeZoneProviders.Tzdb[tell.Profile.Zone ?? "Europe/Riga"];
                await bench.EnrolAsync(tell.Profile);
                break;
            case Story.Step.Agree agree:
                consents.Add((agree.Granted, agree.ByCustomer));
                await bench.ConsentAsync(agree.Granted, byCustomer: agree.ByCustomer);
                // No two of one instant: which of them came later is another test's.
                bench.Clock.AdvanceTicks(1);
                break;
            case Story.Step.Complain complain:
                hasComplaint = complain.IsOpen;
                await bench.ChangeAsync(member => member with
                {
                    Outreach = member.Outreach with
                    {
                        Complaints = complain.IsOpen ? [MessageId.Of(member.Id, new(MessageKind.ThankYou, "it"))] : [],
                    },
                });
                break;
            case Story.Step.Publish publish:
                if (await bench.TryPublishAsync(publish.Program))
                {
                    program = JsonDocument.Parse(publish.Program).RootElement;
                }

                break;
            case Story.Step.Provider provider:
                answers = new(provider.Answers);
                break;
            default:
                await bench.CountAsync(Story.Event(step, bench.Now));
                break;
        }
    }

    private Delivery Answer(Email email)
    {
        var delivery = answers.TryDequeue(out var drawn) ? drawn : new Delivery.Taken();
        delivery = delivery is Delivery.NotNow { Again: var again } ? new Delivery.NotNow(bench.Now + (again - Story.Start)) : delivery;
        try
        {
            Check(email, delivery);
        }
        catch (Exception exception)
        {
            // Whoever sends takes what a provider throws for a lost reply.
            objection ??= ExceptionDispatchInfo.Capture(exception);
        }

        return delivery;
    }

    private void Check(Email email, Delivery delivery)
    {
        var message = bench.Messages().Single(row => row.Status == MessageStatus.Claimed);
        var kind = message.Occasion.Kind.Name();
        var messages = program.GetProperty("messages");
        var now = bench.Now;

        Assert.True(IsGranted(), $"{kind} without consent at {now}");
        Assert.Equal(address, email.To);
        Assert.DoesNotContain(address!, dead);
        Assert.False(hasComplaint, $"{kind} during a complaint at {now}");
        Assert.True(messages.TryGetProperty(kind, out var rules), $"{kind} is not sent at {now}");
        AssertNotQuiet(messages, now, kind);
        AssertUnderCap(messages, message.Id, now);
        Assert.False(IsHeldOut(rules, kind, now), $"{kind} to one who is held out at {now}");
        Assert.All(
            handed.Where(before => before.Id == message.Id && before.Delivery is not (Delivery.NotNow or Delivery.AddressSuppressed)),
            before => Assert.True(
                before.Delivery is Delivery.Unclear && SentAgain.Contains(message.Occasion.Kind), $"{kind} {message.Occasion.Id} again at {now}"));

        handed.Add((message.Id, now, delivery));
        if (delivery is Delivery.AddressSuppressed)
        {
            dead.Clear();
            dead.Add(email.To);
        }
    }

    private bool IsGranted()
    {
        var own = consents.FindLastIndex(said => said.ByCustomer);
        return consents is [.., var (granted, _)] && granted && (own < 0 || consents[own].Granted);
    }

    private void AssertNotQuiet(JsonElement messages, Instant now, string kind)
    {
        if (messages.TryGetProperty("quietHours", out var quiet))
        {
            var (from, to) = (Time(quiet, "from"), Time(quiet, "to"));
            var time = now.InZone(zone).TimeOfDay;
            var isQuiet = from < to ? time >= from && time < to : time >= from || time < to;
            Assert.False(isQuiet, $"{kind} in quiet hours at {now}");
        }
    }

    private void AssertUnderCap(JsonElement messages, MessageId id, Instant now)
    {
        if (messages.TryGetProperty("cap", out var cap))
        {
            var since = now - Duration.FromDays(cap.GetProperty("days").GetInt32());
            var before = handed
                .Where(other => other.Id != id && other.Delivery is Delivery.Taken or Delivery.Unclear && other.At > since)
                .Select(other => other.Id)
                .Distinct();
            Assert.InRange(before.Count(), 0, cap.GetProperty("max").GetInt32() - 1);
        }
    }

    private static bool IsHeldOut(JsonElement rules, string kind, Instant now)
    {
        if (!HeldOutKinds.Contains(kind) || !rules.TryGetProperty("holdoutPercent", out var percent))
        {
            return false;
        }

        var today = now.InZone(DateTimeZoneProviders.Tzdb["Europe/Riga"]).Date;
        var text = $"{kind}\n{today.Year}-H{(today.Month < 7 ? 1 : 2)}\nm-1";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return BinaryPrimitives.ReadUInt64BigEndian(hash) % 10_000 < (ulong)percent.GetInt32() * 100;
    }

    /// <summary>Whatever is to be looked at at some time has a hint by then: without events nothing comes due unseen.</summary>
    private async Task AssertHintedAsync()
    {
        var versions = await bench.Get<PublishedProgram>().VersionsAsync(CancellationToken.None);
        if (!bench.Memory.All(Tables.Members).Any(row => row.Key == "member")
            // Until when, only the timers know.
            || bench.Messages().Any(message => message is { Status: MessageStatus.Deferred, Why: "the provider takes no more now" }))
        {
            return;
        }

        var member = await bench.MemberAsync();
        var standing = Standing.Evaluate(versions, member.History, versions.Newest.Today(bench.Now));
        var next = Messaging.Decide(versions, member, standing, bench.Now, turn: null).Next;
        next = RewardSchedule.NextAt(versions, member, standing) is { } at ? next.NoLaterThan(Sweep.TierRewards, at) : next;
        var hints = bench.Memory.All(Tables.Due).Where(row => row.Fields.Text("due") is not null).ToLookup(
            row => Enum.Parse<Sweep>(row.Partition.Split(':')[0]),
            row => InstantPattern.ExtendedIso.Parse(row.Fields.Text("due")!).Value);
        foreach (var sweep in Enum.GetValues<Sweep>())
        {
            if (next[sweep] is { } needed)
            {
                Assert.True(
                    hints[sweep].Any(hint => hint <= needed), $"{sweep} is to look at {needed}, and has only {string.Join(", ", hints[sweep])}");
            }
        }
    }

    private void AssertRowsAreTrue() => Assert.All(bench.Messages(), message =>
    {
        var deliveries = handed.Where(one => one.Id == message.Id).Select(one => one.Delivery).ToList();
        Assert.True(
            message.Status switch
            {
                MessageStatus.Sent => deliveries is [.., Delivery.Taken],
                MessageStatus.Failed => deliveries is [.., Delivery.Refused],
                MessageStatus.Unknown => deliveries.Any(delivery => delivery is Delivery.Unclear),
                MessageStatus.HeldOut or MessageStatus.Past or MessageStatus.Suppressed =>
                    !deliveries.Any(delivery => delivery is Delivery.Taken or Delivery.Unclear),
                _ => false,
            },
            $"{message.Occasion} is {message.Status} after {string.Join(", ", deliveries)}");
    });

    private static LocalTime Time(JsonElement quiet, string name) =>
        LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(quiet.GetProperty(name).GetString()!).Value;
}
