namespace CafeMed.Learning;

/// <summary>Every fault of this assembly in one place, so that the wording can be read and reviewed together.</summary>
internal static class Faults
{
    public static CafeMedException UnknownOption(string what, string key, string? near, IEnumerable<string> known) => new(new Fault(
        "CM3001",
        $"The {what} has no option '{key}'{(near is null ? "." : $"; did you mean '{near}'?")}",
        $"Options here: {string.Join(", ", known)}."));

    public static CafeMedException BadOptions(string what, string why, Exception? inner) => new(new Fault(
        "CM3002",
        $"The options of the {what} cannot be used: {why}.",
        "Correct the value; `--help` and docs/configuration.md give ranges and defaults."), inner);

    public static CafeMedException LossNotFinite(int epoch, int batch, IReadOnlyList<string> patients) => new(new Fault(
        "CM3003",
        $"The loss stopped being a number in epoch {epoch}, batch {batch} (patients {string.Join(", ", patients)}, …).",
        "Look at these patients, or train anew with a lower trainer.learningRate; `--resume` would take the same steps again."));

    public static CafeMedException NothingToRecommend(int medications, int minPatients) => new(new Fault(
        "CM3004",
        $"Only {medications} medication(s) were given to at least {minPatients} training patient(s); there is nothing to choose between.",
        "Lower minMedicationPatients, import more patients, or check the drug map's coverage in the receipt."));

    public static CafeMedException CannotWrite(string path, Exception inner) => new(new Fault(
        "CM3010",
        $"'{path}' cannot be written: {inner.Message}",
        "Free some space, or choose a folder that can be written to; an earlier file of that name is still whole."), inner);

    public static CafeMedException NoFile(string path) => new(new Fault(
        "CM3011",
        $"There is no file '{path}'.",
        "Give a run folder that `cafemed train` has finished; an unfinished one is completed with `--resume`."));

    public static CafeMedException Damaged(string path, string why, Exception? inner) => new(new Fault(
        "CM3012",
        $"'{path}' is damaged or not of the expected format: {why}",
        "Train again, or restore the file from a copy."), inner);

    public static CafeMedException OtherKind(string path, string kind, string version, string wantedKind, string wantedVersion) => new(new Fault(
        "CM3013",
        $"'{path}' is a '{kind}' of version {version}; this program reads '{wantedKind}' of version {wantedVersion}.",
        "Use the program version that wrote it, or train again with this one."));

    public static CafeMedException OtherNetwork(string tensor) => new(new Fault(
        "CM3014",
        $"The checkpoint is of another network: it has no '{tensor}' of the right shape.",
        "Go on with the program version that wrote it, or train again with this one."));
}
