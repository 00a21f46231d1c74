namespace CafeMed.Cli.Runs;

/// <summary>The faults of choosing a connector.</summary>
internal static class ConnectionFaults
{
    public static CafeMedException NoDatabase(string connector, IReadOnlyList<string> able) => new(new Fault(
        "CM7024",
        $"The connector '{connector}' reads files, not a database.",
        $"Leave out --connection and give --root DIR. A database can be read by: {string.Join(", ", able)}."));
}
