using System.Security.Cryptography;
using System.Text;
using Loyalty.Functions.Portal.Pages.Cards;

namespace Loyalty.Functions.Portal.Pages;

/// <summary>How the customer's pages look: for a phone first, light or dark as the reader has it. It stands in the page itself, which
/// loads nothing, and its hash in the policy that forbids all else.</summary>
internal static class PageStyle
{
    /// <summary>Of every page, light and dark.</summary>
    public static Html Colours { get; } = Html.Of($$"""
        :root { color-scheme: light dark; --ink: #1d2420; --paper: #fff; --ground: #f1f3f0; --line: #6f7a73; --strong: #14532d; --on-strong: #fff; --wrong: #a1121f; }
        @media (prefers-color-scheme: dark) { :root { --ink: #eef2ef; --paper: #1b211d; --ground: #111512; --line: #98a59d; --strong: #8fd6a8; --on-strong: #0d1a12; --wrong: #ff9a9f; } }
        """);

    public static Html Css { get; } = Html.Of($$"""
        {{Colours}}
        * { box-sizing: border-box; }
        body { margin: 0; padding: 1rem; background: var(--ground); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        main { max-width: 32rem; margin: 0 auto; padding: 1.25rem; background: var(--paper); border-radius: .75rem; }
        .shop { margin: 0 0 .5rem; font-weight: 600; color: var(--strong); }
        h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; }
        p { margin: 0 0 1rem; }
        main:not(.card) h3 { margin: 1.25rem 0 .25rem; font-size: 1.0625rem; }
        main:not(.card) ul { margin: 0 0 1rem; padding: 0 0 0 1.25rem; }
        form { margin: 1.25rem 0 0; }
        fieldset { margin: 0 0 1.25rem; padding: 0; border: 0; }
        legend, .label { display: block; padding: 0; margin: 0 0 .5rem; font-weight: 600; }
        .choice { display: flex; align-items: center; gap: .75rem; min-height: 3rem; padding: .25rem .75rem; margin: 0 0 .5rem; border: 1px solid var(--line); border-radius: .5rem; }
        .choice:has(:checked) { border-color: var(--strong); box-shadow: inset 0 0 0 1px var(--strong); }
        .choice:has(:focus-visible) { outline: 3px solid var(--strong); outline-offset: 2px; }
        input[type="radio"] { flex: none; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--strong); outline: none; }
        textarea { display: block; width: 100%; min-height: 8rem; padding: .75rem; margin: 0 0 1.25rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--paper); color: inherit; font: inherit; }
        button { width: 100%; min-height: 3rem; padding: .5rem 1.25rem; border: 0; border-radius: .5rem; background: var(--strong); color: var(--on-strong); font: inherit; font-weight: 600; cursor: pointer; }
        textarea:focus-visible, button:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; }
        .wrong { font-weight: 600; color: var(--wrong); }
        {{CardStyle.Css}}
        @media (min-width: 40rem) { body { padding: 3rem 1rem; } main { padding: 2rem; } button { width: auto; } }
        """);

    /// <summary>For style-src in the policy.</summary>
    public static string Hash { get; } = HashOf(Css);

    public static string HashOf(Html css) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css.ToString())))}'";
}
