namespace CafeMed.Cli.Runs;

/// <summary>What run.json says: who made the run, when, of what.</summary>
/// <param name="Format">Version of the format.</param>
/// <param name="Program">Version of the program.</param>
/// <param name="Name">The run's name: that of its folder.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Cohort">Folder of the cohort: from the run folder, where it lies in it; else whole.</param>
/// <param name="CohortDigest">Its digest.</param>
/// <param name="Machine">Processor, memory, operating system.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC; <see langword="null"/> while it runs, or where it was interrupted.</param>
/// <param name="Arguments">The command line.</param>
/// <param name="Interactions">The tables of interactions; <see langword="null"/> in runs from before they could be chosen, which used the shipped base.</param>
/// <param name="InteractionsDigest">SHA-256 over their facts; <see langword="null"/> in such runs.</param>
internal sealed record RunFile(
    int Format, string Program, string Name, int Seed, string Cohort, string CohortDigest, string Machine,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, IReadOnlyList<string> Arguments,
    InteractionChoice? Interactions = null, string? InteractionsDigest = null)
{
    /// <summary>The version of the format that this program writes and reads.</summary>
    public const int CurrentFormat = 1;
}
