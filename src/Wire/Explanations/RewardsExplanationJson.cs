using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.Domain.Previews;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Wire.Json;
using Loyalty.Wire.Previews;
using Loyalty.Wire.Rewards;
using NodaTime;

namespace Loyalty.Wire.Explanations;

/// <summary>Why a member has had the rewards that they have had, by what each is earned for.</summary>
internal static class RewardsExplanationJson
{
    public static void Write(
        Utf8JsonWriter writer, ProgramVersions versions, Member member, IReadOnlyCollection<WithheldReward> withheld, Instant now)
    {
        var today = versions.Newest.Today(now);
        // Rewards are issued by the later of today and the last purchase's date.
        var on = LocalDate.Max(today, member.History.LastDate ?? today);
        var earned = Standing.DatesEarned(versions, member.History, on).ToDictionary(one => one.Key, one => one.Dates);
        var issued = member.Rewards.Issued;
        writer.WriteStartArray("rewards"u8);
        foreach (var key in earned.Keys.Union(issued.Keys).Order())
        {
            var dates = earned.GetValueOrDefault(key, []);
            var entitled = dates.Sum(date => date.Count);
            var difference = entitled - issued.GetValueOrDefault(key);
            writer.WriteStartObject();
            writer.WriteString("key"u8, key.ToString());
            writer.WriteNumber("entitled"u8, entitled);
            writer.WriteNumber("issued"u8, issued.GetValueOrDefault(key));
            writer.WriteNumber("withheld"u8, member.Rewards.Withheld.GetValueOrDefault(key));
            writer.WriteNumber("owed"u8, Math.Max(0, difference));
            writer.WriteNumber("setOff"u8, Math.Max(0, -difference));
            writer.WriteStartArray("earnedOn"u8);
            foreach (var (date, count) in dates)
            {
                writer.WriteStartObject();
                Values.WriteDate(writer, "date"u8, date);
                writer.WriteNumber("count"u8, count);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("open"u8, member.Rewards.Open.Count(reward =>
                reward.Key == key && reward.StatusAt(now, today) == RewardStatus.Open));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("withheld"u8);
        foreach (var reward in withheld)
        {
            writer.WriteStartObject();
            Values.WriteInstant(writer, "at"u8, reward.At);
            WithheldJson.WriteProperties(writer, reward);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        PromisedRewardJson.Write(writer, "coming"u8, Forecast.Of(versions, member, today));
    }
}
