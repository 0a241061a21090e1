namespace Loyalty.Functions.Portal.Pages.Cards;

/// <summary>The part of the pages' style that is the card's own.</summary>
internal static class CardStyle
{
    public static Html Css { get; } = Html.Of($$"""
        :root { --soft: #e4ece6; --quiet: #55605a; --hero: #14532d; --on-hero: #fff; --full: #14532d; --mark: #fff; }
        @media (prefers-color-scheme: dark) { :root { --soft: #2b352f; --quiet: #a9b5ae; --hero: #1d4a31; --on-hero: #f2fbf5; --full: #8fd6a8; --mark: #0d1a12; } }
        header { max-width: 32rem; margin: 0 auto; padding: 0 .25rem; }
        .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
        a { color: var(--strong); }
        .back { margin: .5rem 0 0; }
        .back a { display: inline-block; padding: .625rem 0; }
        .note, .aside { color: var(--quiet); font-size: .9375rem; }
        .note { margin: 0 0 .5rem; }
        .done { padding: .75rem 1rem; border-radius: .5rem; background: var(--soft); font-weight: 600; }
        .field, .parts { margin: 0 0 1.25rem; }
        .field label, .parts label { display: block; margin: 0 0 .25rem; font-weight: 600; }
        .parts { display: flex; gap: .75rem; margin: 0; }
        .parts > div { flex: 1 1 4rem; min-width: 0; }
        .parts > .wide { flex-grow: 2; }
        .parts label { font-weight: 400; }
        .field input, .parts input, select { display: block; width: 100%; min-height: 3rem; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--paper); color: inherit; font: inherit; }
        .field [aria-invalid="true"], .parts [aria-invalid="true"] { border-color: var(--wrong); border-width: 2px; }
        .field .wrong, fieldset .wrong { margin: 0 0 .375rem; font-size: .9375rem; }
        #code { max-width: 14rem; font-size: 1.5rem; letter-spacing: .2em; }
        .quiet, button.quiet { background: transparent; color: var(--strong); border: 2px solid var(--strong); }
        .grave { background: var(--wrong); }
        .after { margin-top: 1.5rem; }
        a:focus-visible, summary:focus-visible, input:focus-visible, select:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; }
        h2 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.3; }
        main > section { margin: 2rem 0 0; }
        .card { padding: 0; background: none; }
        .card h1 { padding: 0 .25rem; }
        .card section { margin: 0 0 1rem; padding: 1.25rem; border-radius: .75rem; background: var(--paper); }
        .card section > :last-child { margin-bottom: 0; }
        .card .tier { background: var(--hero); color: var(--on-hero); }
        .tier .over { margin: 0; font-size: .9375rem; }
        .tier h2 { margin: 0 0 .25rem; font-size: 2rem; line-height: 1.2; }
        .tier h3 { margin: 0 0 .25rem; font-size: 1rem; }
        .tier ul { margin: 0; padding: 0 0 0 1.25rem; }
        .bar label { display: block; }
        progress { display: block; width: 100%; height: .75rem; margin: .375rem 0 0; border: 1px solid var(--line); border-radius: .375rem; background: var(--soft); overflow: hidden; appearance: none; }
        progress::-webkit-progress-bar { background: var(--soft); }
        progress::-webkit-progress-value { background: var(--full); border-radius: .375rem; }
        progress::-moz-progress-bar { background: var(--full); border-radius: .375rem; }
        .stamps, .streak { display: grid; gap: .5rem; margin: 0 0 .75rem; padding: 0; list-style: none; }
        .stamps { grid-template-columns: repeat(auto-fill, minmax(2.5rem, 1fr)); }
        .streak { text-align: center; }
        .days { grid-template-columns: repeat(7, 1fr); }
        .weeks { grid-template-columns: repeat(4, 1fr); }
        .months { grid-template-columns: repeat(6, 1fr); }
        .stamps svg, .streak svg { display: block; width: 100%; max-width: 2.5rem; margin: 0 auto; fill: none; stroke: var(--line); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
        .stamps .full, .streak .full { fill: var(--full); stroke: var(--full); }
        .stamps .full + path, .streak .full + path { stroke: var(--mark); stroke-width: 4; }
        .streak .now { stroke: var(--full); stroke-dasharray: 5 5; }
        .streak small { font-size: .75rem; color: var(--quiet); white-space: nowrap; }
        .reward { margin: 0 0 .75rem; border: 1px solid var(--line); border-radius: .625rem; text-align: center; }
        .reward summary { display: flex; align-items: center; min-height: 3.5rem; padding: .5rem .875rem; gap: .75rem; list-style: none; text-align: start; cursor: pointer; border-radius: .625rem; }
        .reward summary::-webkit-details-marker { display: none; }
        .reward summary::after { content: ""; flex: none; width: .625rem; height: .625rem; margin-inline-start: auto; border: solid var(--strong); border-width: 0 2px 2px 0; transform: translateY(-25%) rotate(45deg); }
        .reward[open] summary::after { transform: translateY(25%) rotate(225deg); }
        .reward b, .reward .aside { display: block; }
        .reward .note { padding: 0 1rem; }
        .reward > :last-child { margin-bottom: 1rem; }
        .more > summary { min-height: 3rem; padding: .625rem .875rem; color: var(--strong); font-weight: 600; cursor: pointer; }
        .more[open] > summary { margin: 0 0 .5rem; }
        .qr { display: block; width: 13rem; max-width: 80%; margin: .25rem auto .75rem; border-radius: .5rem; }
        .code { margin: 0 0 .5rem; padding: 0 .5rem; font: 700 1.375rem/1.4 ui-monospace, monospace; letter-spacing: .06em; }
        .rows { margin: 0; padding: 0; list-style: none; }
        .rows li, td { padding: .625rem 0; border-top: 1px solid var(--soft); }
        .rows li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
        .rows li:first-child, tr:first-child td { border-top: 0; }
        table { width: 100%; border-collapse: collapse; }
        td:last-child { padding-inline-start: 1rem; text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
        td .aside { display: block; }
        @media (min-width: 32rem) { .weeks { grid-template-columns: repeat(8, 1fr); } }
        @media (min-width: 60rem) {
        body:has(.card) header, .card { max-width: 62rem; }
        .columns { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; align-items: start; }
        }
        """);
}
