namespace CafeMed.Cli;

/// <summary>The faults of `export` and of bundles on the command line, so that the wording can be read and reviewed together.</summary>
internal static class ExportFaults
{
    public static CafeMedException NotTheSame(string file, double difference, int patients) => new(new Fault(
        "CM7090",
        $"The bundle '{file}' does not answer as its run: logits of {patients} made-up patients differ by up to {difference:0.#####}.",
        "It was removed. This is a defect of the program or a damaged run; report it with the run's config.yaml."));

    public static CafeMedException UnknownAttribute(string file, string key, string? near) => new(new Fault(
        "CM7091",
        $"'{file}' fills '{key}', which is no attribute of a model card{(near is null ? "." : $"; did you mean '{near}'?")}",
        "The 31 attributes are in docs/bundle.md, with their keys."));

    public static CafeMedException BadAttribute(string file, string key) => new(new Fault(
        "CM7092",
        $"'{file}': the answer to '{key}' is neither a text nor a list of texts.",
        "Write key: text, or a list of texts, for each attribute."));

    public static CafeMedException OneSource() => new(new Fault(
        "CM7093",
        "Say either --run or --bundle: one of them answers.",
        "A run folder needs torch and takes seconds to load; a bundle needs neither."));

    public static CafeMedException NoReceipt(string folder, string missing) => new(new Fault(
        "CM7094",
        $"The run in '{folder}' has no {missing}, which a bundle has to carry.",
        "Train again with this program."));
}
