using Loyalty.Functions.Portal.Pages;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal.Console;

/// <summary>What the console shows before its script takes over: the door, and the empty room.</summary>
internal static class ConsolePages
{
    public static ConsolePage SignIn(int status = StatusCodes.Status200OK, string? wrong = null) => new(
        status,
        Html.Of($"""
            <main class="door">
            <h1>Loyalty console</h1>
            <p>For staff: sign in with a staff key. LocalHost prints one when it starts.</p>
            {(wrong is null ? Html.None : Html.Of($"""<p class="wrong" role="alert" id="wrong">{wrong}</p>"""))}
            <form method="post" action="/console/sign-in">
            <input class="hidden" type="text" name="username" value="staff" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
            <label for="key">Staff key</label>
            <input id="key" name="key" type="password" autocomplete="current-password" required autofocus{(wrong is null ? Html.None : Html.Of($""" aria-describedby="wrong" """))}>
            <button type="submit">Sign in</button>
            </form>
            </main>
            """),
        Runs: false);

    public static ConsolePage Room(string staff) => new(
        StatusCodes.Status200OK,
        Html.Of($"""
            <div id="console" data-staff="{staff}"><noscript><main class="door"><h1>Loyalty console</h1>
            <p>The console needs scripts; everything that it does can be done over HTTP, too.</p></main></noscript></div>
            """),
        Runs: true);

    /// <summary>Goes on to the console after a form, so that loading it again posts nothing.</summary>
    public static IResult ToConsole(HttpContext context)
    {
        context.Response.Headers.Location = "/console";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
