using NodaTime.Text;
using Spectre.Console;

namespace Loyalty.LocalHost.Play;

/// <summary>Shows the play's progress: a bar on a terminal, a line now and then where the output goes elsewhere.</summary>
internal static class ProgressBar
{
    private const int LinesInAll = 10;

    private static readonly InstantPattern Day = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd");

    public static Task ShowAsync(Func<Action<PlayProgress>, Task> play) =>
        Console.IsOutputRedirected ? play(new Plain().Show) : ShowBarAsync(play);

    private static Task ShowBarAsync(Func<Action<PlayProgress>, Task> play) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(context =>
        {
            var bar = context.AddTask("Playing");
            return play(progress =>
            {
                bar.MaxValue = progress.Of;
                bar.Value = progress.Posted;
                bar.Description = Day.Format(progress.Now);
            });
        });

    private sealed class Plain
    {
        private int shown;

        public void Show(PlayProgress progress)
        {
            var part = (int)((long)progress.Posted * LinesInAll / progress.Of);
            if (part > shown)
            {
                shown = part;
                Console.WriteLine($"{Day.Format(progress.Now)}  {progress.Posted:N0} of {progress.Of:N0} events");
            }
        }
    }
}
