using CafeMed.Data.Pickle;
using CafeMed.Safety;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Cli.Runs;

/// <summary>Which tables of interactions are used: the shipped ones, a user's beside them, or a user's alone.</summary>
/// <param name="File">The user's table, whole path; <see langword="null"/> for the shipped ones alone.</param>
/// <param name="Alone">Whether the shipped tables are left out.</param>
/// <param name="Level">The level of a table without levels.</param>
/// <param name="SideEffects">Of <c>drug-DDI.csv</c>, the least frequent side effects that are kept; 0 keeps all.</param>
/// <param name="StitchAtc">Of <c>drug-DDI.csv</c>, the map from STITCH to ATC.</param>
/// <param name="Vocabulary">Of an adjacency pickle, the pickle that names its rows.</param>
internal sealed record InteractionChoice(string? File, bool Alone, Severity Level, int SideEffects, string? StitchAtc, string? Vocabulary)
{
    /// <summary>The shipped tables alone.</summary>
    public static InteractionChoice Shipped { get; } = new(null, false, Severity.Warning, FieldInteractions.Kept, null, null);

    /// <summary>What the rules know by this choice, with what was left out on reading.</summary>
    /// <exception cref="CafeMedException"><c>CM4001</c> to <c>CM4007</c>, <c>CM4010</c> to <c>CM4019</c>, <c>CM7059</c>: a file cannot be used.</exception>
    public (SafetyKnowledge Knowledge, IReadOnlyList<string> Remarks) Read(CancellationToken ct)
    {
        var shipped = SafetyKnowledge.Shipped();
        if (File is null)
            return (shipped, []);
        var own = Own(new FileInfo(File), shipped.Interactions, ct);
        var interactions = Alone ? new InteractionKnowledge(own) : shipped.Interactions.With(own);
        return (shipped with { Interactions = interactions }, [.. own.Remarks.Select(remark => $"{own.Name}: {remark}.")]);
    }

    private ListedFacts Own(FileInfo file, InteractionKnowledge shipped, CancellationToken ct)
    {
        if (file.Extension.ToLowerInvariant() is ".pkl" or ".pickle")
            return Adjacency(file, shipped, ct);
        if (!file.Exists || file.Extension.Equals(".gz", StringComparison.OrdinalIgnoreCase))
            return InteractionFacts.ReadFacts(file);
        using (var reader = file.OpenText())
            if (reader.ReadLine() is { } header && header.Contains("STITCH", StringComparison.Ordinal))
                return Stitch(file);
        return InteractionFacts.ReadFacts(file);
    }

    private ListedFacts Stitch(FileInfo file)
    {
        if (StitchAtc is null || !System.IO.File.Exists(StitchAtc))
            throw FieldInteractions.NoMap(StitchAtc ?? Path.Combine(file.DirectoryName!, "drug-atc.csv"));
        using var pairs = file.OpenText();
        using var atc = System.IO.File.OpenText(StitchAtc);
        return FieldInteractions.ReadStitch(pairs, file.Name, atc, SideEffects, Level);
    }

    private ListedFacts Adjacency(FileInfo file, InteractionKnowledge shipped, CancellationToken ct)
    {
        if (Vocabulary is null)
            throw CheckFaults.NoAdjacency(file.FullName, "no vocabulary was given, so nobody knows whose its rows are");
        var (values, rows, columns) = AdjacencyPickle.Matrix(PickleReader.Read(file, null, ct), file.FullName);
        var codes = AdjacencyPickle.Codes(PickleReader.Read(new FileInfo(Vocabulary), null, ct), Vocabulary);
        return FieldInteractions.OfAdjacency(file.Name, codes, values, rows, columns, shipped.Universe(), Level);
    }
}
