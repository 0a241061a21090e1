using Loyalty.Functions.Portal.Pages;

namespace Loyalty.LocalHost.Mail;

/// <summary>How the mail program looks: a card a message on a phone, a line a message on a wide screen.</summary>
internal static class MailStyle
{
    public static Html Css { get; } = Html.Of($$"""
        {{PageStyle.Colours}}
        * { box-sizing: border-box; }
        body { max-width: 72rem; margin: 0 auto; padding: .75rem; background: var(--ground); color: var(--ink); font: 1rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
        a { color: var(--strong); }
        a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; }
        header { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; margin: 0 0 .75rem; }
        h1 { margin: 0; font-size: 1.375rem; line-height: 1.25; }
        form { display: flex; flex: 1 1 20rem; gap: .5rem; justify-content: flex-end; }
        input { flex: 1; min-width: 0; max-width: 22rem; min-height: 2.75rem; padding: .25rem .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--paper); color: inherit; font: inherit; }
        button { flex: none; min-height: 2.75rem; padding: .25rem 1rem; border: 0; border-radius: .5rem; background: var(--strong); color: var(--on-strong); font: inherit; font-weight: 600; cursor: pointer; }
        .panel { margin: 0 0 .75rem; background: var(--paper); border-radius: .75rem; overflow: hidden; }
        .panel > p { margin: 0; padding: 1.25rem; }
        ul { margin: 0; padding: 0; list-style: none; }
        li + li { border-top: 1px solid color-mix(in srgb, var(--line) 35%, transparent); }
        .mail { display: grid; grid-template-columns: 1fr auto; gap: .125rem .75rem; padding: .75rem 1rem; color: inherit; text-decoration: none; }
        .mail:hover { background: color-mix(in srgb, var(--strong) 8%, transparent); }
        .mail:focus-visible { outline-offset: -3px; }
        .to { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 600; }
        .address { font-weight: 400; opacity: .85; }
        .when { font-size: .875rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .subject { grid-area: 2 / 1 / auto / -1; }
        .from, .columns { display: none; }
        nav, nav span { display: flex; flex-wrap: wrap; gap: .5rem; }
        nav { justify-content: space-between; margin: 0 0 .75rem; }
        nav a { display: inline-flex; align-items: center; min-height: 2.75rem; padding: .25rem .875rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--paper); text-decoration: none; }
        nav a[aria-current] { border-color: var(--strong); background: var(--strong); color: var(--on-strong); font-weight: 600; }
        .panel h1 { padding: 1rem 1rem 0; }
        dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .25rem .75rem; margin: 0; padding: .75rem 1rem 1rem; }
        dt { font-size: .875rem; line-height: 1.65; opacity: .8; }
        dd { margin: 0; }
        dd.long { overflow-x: auto; scrollbar-width: thin; white-space: nowrap; font: .8125rem/1.8 ui-monospace, monospace; }
        iframe { display: block; width: 100%; height: 75vh; min-height: 30rem; border: 0; }
        pre { margin: 0; padding: 1rem; white-space: pre-wrap; font: .875rem/1.5 ui-monospace, monospace; }
        @media (max-width: 30rem) { dt:has(+ .long), .long { grid-column: 1 / -1; } }
        @media (min-width: 48rem) {
          body { padding: 1.5rem; }
          .mail, .columns { display: grid; grid-template-columns: minmax(0, 9rem) minmax(0, 22rem) minmax(0, 1fr) 8.5rem; align-items: baseline; gap: 1rem; padding: .5rem 1rem; }
          .columns { padding: .75rem 1rem .25rem; font-size: .875rem; opacity: .8; }
          .from { display: block; }
          .from, .to, .subject { grid-area: auto; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
          .when { text-align: right; }
        }
        """);
}
