using FsCheck;
using FsCheck.Fluent;
using Loyalty.Domain.Outreach;
using NodaTime;

namespace Loyalty.Domain.Tests.Outreach;

public sealed class FeedbackTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 22, 12, 0);
    private static readonly MessageId Message = MessageId.Parse("0123456789abcdef0123456789abcdef");

    /// <summary>What customer and staff do, one after the other: a mark of 1 to 5 with one of few comments, or 0, an answer; and the
    /// minutes before it, often none.</summary>
    private static readonly Arbitrary<Step[]> AnySteps = (
        from mark in Gen.Choose(0, Mark.Best)
        from words in Gen.Choose(0, 2)
        from minutes in Gen.Elements(0, 0, 1, 5)
        select new Step(mark, $"words {words}", minutes)).ArrayOf().ToArbitrary();

    [Theory]
    [InlineData("1", 1)]
    [InlineData("5", 5)]
    [InlineData("0", null)]
    [InlineData("6", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("11", null)]
    [InlineData("+1", null)]
    [InlineData("٣", null)]
    public void A_mark_is_one_digit_from_1_to_5(string? text, int? mark) => Assert.Equal(mark, Mark.TryParse(text)?.Value);

    [Fact]
    public void Marks_of_1_and_2_are_complaints() =>
        Assert.Equal([true, true, false, false, false], Enumerable.Range(1, 5).Select(number => Mark.Of(number)!.Value.IsComplaint));

    [Fact]
    public void What_was_said_last_counts_and_is_no_news_a_second_time() =>
        Property.Holds(500, AnySteps, steps => Play(steps, (before, after, step) =>
        {
            if (step.Mark > 0)
            {
                Assert.Equal((step.Mark, step.Words), (after.Last.Mark.Value, after.Last.Comment));
                Assert.Same(after, after.Say(after.Last.Mark, after.Last.Comment, Noon + Duration.FromDays(9)));
            }
        }));

    [Fact]
    public void A_complaint_is_open_from_a_bad_mark_to_an_answer_or_a_better_mark() =>
        Property.Holds(500, AnySteps, steps => Play(steps, (before, after, step) =>
        {
            var expected = step.Mark switch
            {
                0 => FeedbackStatus.Answered,
                1 or 2 when !Says(before, step) => FeedbackStatus.Open,
                > 2 when before?.IsOpen == true => FeedbackStatus.Withdrawn,
                > 2 when !Says(before, step) => FeedbackStatus.Told,
                _ => before!.Status,
            };
            Assert.Equal(expected, after.Status);
            Assert.Equal(after.IsOpen ? [Message] : [], after.In(OutreachState.None).Complaints);
            Assert.Equal(after.IsOpen ? [Message] : [], after.In(OutreachState.None with { Complaints = [Message] }).Complaints);
        }));

    [Fact]
    public void A_complaint_waits_since_its_first_bad_mark_and_the_next_one_has_a_time_of_its_own() =>
        Property.Holds(500, AnySteps, steps =>
        {
            var opened = new HashSet<Instant>();
            Play(steps, (before, after, step) =>
            {
                if (after.IsOpen && before?.IsOpen == true)
                {
                    Assert.Equal(before.Last.OpenedAt, after.Last.OpenedAt);
                }
                else if (after.IsOpen)
                {
                    Assert.True(opened.Add(after.Last.OpenedAt!.Value));
                }
            });
        });

    [Fact]
    public void Nothing_that_was_said_before_is_changed_and_times_rise_where_the_clock_stands_still() =>
        Property.Holds(500, AnySteps, steps => Play(steps, (before, after, step) =>
        {
            var times = after.Entries.SelectMany(entry => new[] { entry.At, entry.Answer?.At }).OfType<Instant>().ToList();
            Assert.Equal(times.Distinct().Order(), times);
            Assert.All(before?.Entries[..^1] ?? [], entry =>
                Assert.True(after.Entries.Contains(entry) || after.Entries.Length == Feedback.MaxEntries));
        }));

    [Fact]
    public void However_often_somebody_says_something_the_row_stays_small_and_answers_stay_in_it()
    {
        var feedback = Feedback.First(Message, MessageKind.ThankYou, Mark.Of(1)!.Value, "first", Noon);
        feedback = feedback.With(new("Sorry", feedback.After(Noon), "office", null, null));
        for (var i = 0; i < 100; i++)
        {
            feedback = feedback.Say(Mark.Of(1 + (i % 3))!.Value, $"words {i}", Noon);
        }

        Assert.Equal(Feedback.MaxEntries, feedback.Entries.Length);
        Assert.Equal("Sorry", feedback.Entries[0].Answer?.Text);
        Assert.Equal("words 99", feedback.Last.Comment);
        Assert.Equal(Noon, feedback.FirstAt);
    }

    [Fact]
    public void A_taken_back_complaint_is_known_as_one_also_when_the_row_is_full()
    {
        var feedback = Feedback.First(Message, MessageKind.ThankYou, Mark.Of(1)!.Value, "0", Noon);
        for (var i = 1; i < Feedback.MaxEntries; i++)
        {
            feedback = feedback.With(new($"Sorry {i}", feedback.After(Noon), "office", null, null)).Say(Mark.Of(2)!.Value, $"{i}", Noon);
        }

        Assert.Equal(FeedbackStatus.Withdrawn, feedback.Say(Mark.Of(5)!.Value, "good", Noon).Status);
    }

    [Fact]
    public void An_answer_given_twice_is_given_once_and_another_is_refused()
    {
        var open = Feedback.First(Message, MessageKind.ThankYou, Mark.Of(2)!.Value, "cold", Noon);
        Assert.IsType<Answering.Closes>(Answering.Decide(open, "Sorry", null));

        var answered = open.With(new("Sorry", open.After(Noon), "office", "cake", null));
        Assert.Equal("Sorry", Assert.IsType<Answering.Given>(Answering.Decide(answered, "Sorry", "cake")).Entry.Answer?.Text);
        Assert.Equal("answered", Reason(answered, "Sorry", null));
        Assert.Equal("answered", Reason(answered, "Very sorry", "cake"));

        // The first answer's reply may have been lost, and the customer wrote meanwhile.
        var again = answered.Say(Mark.Of(1)!.Value, "still cold", Noon);
        Assert.Equal("sameAsBefore", Reason(again, "Sorry", "cake"));
        Assert.IsType<Answering.Closes>(Answering.Decide(again, "Very sorry", "cake"));

        var content = answered.Say(Mark.Of(5)!.Value, "thanks", Noon);
        Assert.IsType<Answering.Given>(Answering.Decide(content, "Sorry", "cake"));
        Assert.Equal("noComplaint", Reason(content, "Sorry", null));
    }

    [Fact]
    public void What_is_no_complaint_or_no_longer_one_is_not_answered()
    {
        var bad = Feedback.First(Message, MessageKind.ThankYou, Mark.Of(2)!.Value, "", Noon);

        Assert.Equal("withdrawn", Reason(bad.Say(Mark.Of(3)!.Value, "", Noon), "Sorry", null));
        Assert.Equal("noComplaint", Reason(Feedback.First(Message, MessageKind.ThankYou, Mark.Of(3)!.Value, "", Noon), "Sorry", null));
    }

    [Fact]
    public void A_letter_finds_its_own_answer_among_several()
    {
        var feedback = Feedback.First(Message, MessageKind.ThankYou, Mark.Of(1)!.Value, "cold", Noon);
        feedback = feedback.With(new("One", feedback.After(Noon), "office", null, null));
        var one = new PendingAnswer(Message, feedback.Last.Answer!.At, null).Occasion;
        feedback = feedback.Say(Mark.Of(1)!.Value, "still cold", Noon);
        Assert.Equal("One", feedback.AnswerOf(one)?.Text);
        feedback = feedback.With(new("Two", feedback.After(Noon), "office", null, null));

        Assert.Equal("One", feedback.AnswerOf(one)?.Text);
        Assert.Equal("Two", feedback.AnswerOf(new PendingAnswer(Message, feedback.Last.Answer!.At, null).Occasion)?.Text);
        Assert.Null(feedback.AnswerOf(new PendingAnswer(Message, Noon, null).Occasion));
    }

    private static string Reason(Feedback feedback, string text, string? reward) =>
        Assert.IsType<Answering.Refused>(Answering.Decide(feedback, text, reward)).Reason;

    private static bool Says(Feedback? feedback, Step step) => feedback?.Last.Mark.Value == step.Mark && feedback.Last.Comment == step.Words;

    private static void Play(Step[] steps, Action<Feedback?, Feedback, Step> check)
    {
        Feedback? feedback = null;
        var now = Noon;
        foreach (var step in steps)
        {
            now += Duration.FromMinutes(step.Minutes);
            var before = feedback;
            if (Mark.Of(step.Mark) is { } mark)
            {
                feedback = feedback?.Say(mark, step.Words, now) ?? Feedback.First(Message, MessageKind.ThankYou, mark, step.Words, now);
            }
            else if (feedback?.IsOpen == true)
            {
                feedback = feedback.With(new(step.Words, feedback.After(now), "office", null, null));
            }
            else
            {
                continue;
            }

            check(before, feedback, step);
        }
    }

    private sealed record Step(int Mark, string Words, int Minutes);
}
