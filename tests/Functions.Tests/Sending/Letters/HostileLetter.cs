using System.Collections.Immutable;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Sending;
using Loyalty.Templates;

namespace Loyalty.Functions.Tests.Sending.Letters;

/// <summary>A letter drawn by a seed, in which whatever somebody else has written is hostile.</summary>
internal sealed record HostileLetter(HostileLetter.Shape Form, LetterRequest Request, string Shop, string? Name)
{
    private static readonly string[] Pieces =
    [
        "Ann", "x", " ", "\"", "'", "`", "<", ">", "&", "&amp;", "&lt;script&gt;", "&#x3c;", "=", "\r\n", "\r", "\n", "\t", "\0", "\u0007", "\u007f", "\u0085",
        "\u2028", "\u2029", "\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u200e", "\u061c", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u00a0",
        "\ud800", "\udc00", "\udfff\ud83d", "\ufffd", "\uffff", "😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "שלום", "مرحبا", "Ā̷̢̛", "日本語", "é",
        "<script>alert(1)</script>", "</title>", "</style>", "</td></tr></table>", "</bdi></h1>", "<!--", "-->", "<![CDATA[", "]]>", "<img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)", "' style='x", "<a href=\"https://evil.example\">", "javascript:alert(1)", "<base href=//evil.example>", "<plaintext>",
        "{{shop}}", "{{{name}}}", "{{#if", "}}", "{{> layout}}", "@partial-block", "{{unsubscribe}}",
        "\r\nBcc: evil@example.com\r\n", "\nSubject: other\n\n", "\r\n\r\n<html>", "Bcc: evil@example.com", "=?utf-8?B?PGI+?=", "=?utf-8?q?=0d=0aBcc:_e@example.com?=",
        "evil@example.com", ", evil@example.com", "<evil@example.com>", ";", ":", ",", "(", ")", "\\", "\\\"", "[", "]", "@", "%0d%0aBcc:", "--", ".\r\n", "\r\n.\r\n",
    ];

    // As the rules for profiles take them.
    private static readonly string[] Addresses =
    [
        "ann@example.com", "ann.o+loyalty@sub.example.com", "o'brien@example.com", "\"a b\"@example.com", "\"a,b\"@example.com", "\"<x>\"@example.com",
        "a=b&c@example.com", "{ann}@example.com", "ann@[127.0.0.1]", "ann@exämple.com", "añn@example.com",
    ];

    /// <summary>What a letter is made of, whatever the words are.</summary>
    /// <param name="Answer">How many lines it has.</param>
    internal sealed record Shape(MessageKind Kind, string Locale, int Situation, bool HasName, bool HasReward, int Benefits, int Answer);

    public static HostileLetter Draw(int seed)
    {
        // By the seed alone: what breaks once breaks again.
        var random = new Random(seed);
        var kinds = Enum.GetValues<MessageKind>();
        var kind = kinds[seed % kinds.Length];
        var form = new Shape(
            kind,
            SomeLetters.Locales[seed / kinds.Length % SomeLetters.Locales.Count],
            random.Next(SomeLetters.Situations.Count),
            random.Next(8) > 0,
            random.Next(4) > 0,
            kind == MessageKind.TierUpgrade ? random.Next(4) : 0,
            kind == MessageKind.Answer ? random.Next(4) : 0);
        var name = form.HasName ? Text(random) : null;
        var shop = Text(random);
        var request = RequestOf(form, () => Text(random), shop, name, Addresses[random.Next(Addresses.Length)]);
        // A value of which nothing is left is none.
        var plain = PlainValue.Of(name ?? "");
        var lines = (request.Answer ?? "").Split('\n').Count(line => PlainValue.Of(line).Length > 0);
        return new(form with { HasName = plain.Length > 0, Answer = lines }, request, PlainValue.Of(shop), plain.Length > 0 ? plain : null);
    }

    public static LetterRequest Harmless(Shape form) => RequestOf(form, () => "x", "x", form.HasName ? "x" : null, "ann@example.com");

    private static LetterRequest RequestOf(Shape form, Func<string> text, string shop, string? name, string address)
    {
        var situation = SomeLetters.Situations[form.Situation];
        situation = situation with
        {
            Name = name,
            Reward = form.HasReward ? situation.Reward : null,
            Answer = string.Join('\n', Enumerable.Range(0, form.Answer).Select(_ => text())),
        };
        var program = SomeLetters.ProgramOf(situation);
        program = program with
        {
            Name = shop,
            Tiers = program.Tiers with
            {
                Levels =
                [
                    .. program.Tiers.Levels.Select(level =>
                        level with { Name = text(), Benefits = [.. Enumerable.Range(0, form.Benefits).Select(_ => text())] }),
                ],
            },
            Rewards = program.Rewards.ToImmutableSortedDictionary(
                reward => reward.Key, reward => reward.Value with { Name = text() }, StringComparer.Ordinal),
            Messages = program.Messages! with { From = new Sender(text(), "hello@example.com") },
        };
        var request = SomeLetters.Request(form.Kind, form.Locale, situation, program);
        return request with { Member = request.Member with { Profile = request.Member.Profile with { Email = address } } };
    }

    private static string Text(Random random)
    {
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        // Some longer than any line of a mail may be.
        return random.Next(200) == 0 ? string.Concat(Enumerable.Repeat(text, 200)) : text;
    }
}
