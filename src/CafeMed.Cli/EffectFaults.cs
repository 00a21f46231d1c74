namespace CafeMed.Cli;

/// <summary>The faults of the commands of effects in one place, so that the wording can be read and reviewed together.</summary>
internal static class EffectFaults
{
    public static CafeMedException NoSuchCode(string what, string prefix, string? near) => new(new Fault(
        "CM7040",
        $"The effects have no {what} that begins with '{prefix}'{(near is null ? "." : $"; did you mean '{near}'?")}",
        "Write the beginning of a code without its system and without dots: E11, 250, A10A. Rare codes may have been left out of the vocabulary."));

    public static CafeMedException NoPlotForm(string path) => new(new Fault(
        "CM7041",
        $"'{path}' names no kind of picture that can be written.",
        "End the name in .svg or .png."));

    public static CafeMedException CannotWritePlot(string path, Exception inner) => new(new Fault(
        "CM7042",
        $"'{path}' cannot be written: {inner.Message.Split('\n')[0]}",
        "Check that the disk has room and that the folder exists and may be written."), inner);
}
