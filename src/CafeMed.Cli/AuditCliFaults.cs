namespace CafeMed.Cli;

/// <summary>The faults of commands on the audit log.</summary>
internal static class AuditCliFaults
{
    public static CafeMedException NoReport(string file, string why, Exception inner) => new(new Fault(
        "CM7110",
        $"The report '{file}' cannot be written: {why.TrimEnd('.')}.",
        "Give a file in a folder that exists and may be written."), inner);

    public static CafeMedException NoPublicKey(string file) => new(new Fault(
        "CM7111",
        $"There is no public key '{file}'.",
        "Give the PEM that `cafemed audit verify --json` shows as publicKey, kept apart from the log."));

    public static CafeMedException NotConfirmed(string store) => new(new Fault(
        "CM7112",
        $"Shredding cannot be undone, and was not confirmed; nothing was changed in {store}.",
        "Say --yes to destroy the key of this subject."));
}
