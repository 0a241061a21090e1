namespace Loyalty.Fuzzing.Targets;

public static class FuzzTargets
{
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new EventTarget(), new CloudEventTarget(), new NdjsonTarget(), new ProgramTarget(), new HistoryTarget(), new TemplateTarget(),
        new LinkTarget(),
    ];
}
