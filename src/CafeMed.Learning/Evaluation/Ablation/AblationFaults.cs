namespace CafeMed.Learning;

/// <summary>Faults of comparing variants.</summary>
internal static class AblationFaults
{
    public static CafeMedException BadVariant(string text, string why) => new(new Fault(
        "CM3050",
        $"'{text}' is no variant: {why}.",
        "Write key=value, as in gate=static or effects=marginal; several changes are joined by +, as in gate=static+charm=off."));

    public static CafeMedException RunMissing(string variant, int seed) => new(new Fault(
        "CM3051",
        $"The comparison has no run of '{variant}' with seed {seed}.",
        "Run `cafemed ablate` again with the same folder: it makes what is missing."));

    public static CafeMedException OtherPatients(string variant, int seed) => new(new Fault(
        "CM3052",
        $"The run of '{variant}' with seed {seed} tested other patients than that of the full model.",
        "The folder mixes runs of several cohorts: compare into a new folder."));
}
