namespace CafeMed;

/// <summary>How a cohort is split.</summary>
public sealed record SplitDesign
{
    /// <summary>Checks that the parts of the design go together.</summary>
    /// <param name="protocol">By which rule; the legacy protocol has a split of its own.</param>
    /// <param name="seed">Of the hashes. Ignored by the legacy protocol and by <see cref="SplitKind.Time"/>.</param>
    /// <param name="kind">What is held out as a whole.</param>
    /// <param name="folds">How many folds; ignored where <paramref name="fold"/> is not given.</param>
    /// <param name="fold">Which of the folds is tested, from 1; <see langword="null"/> for one split of two thirds, a sixth and a sixth.</param>
    /// <exception cref="CafeMedException"><c>CM2040</c>: there is no such fold; <c>CM2041</c>: the protocol or kind has no folds.</exception>
    public SplitDesign(SplitProtocol protocol, int seed, SplitKind kind = SplitKind.Patient, int folds = 5, int? fold = null)
    {
        if (protocol == SplitProtocol.Legacy && (kind != SplitKind.Patient || fold is not null))
            throw SplitFaults.NotWith("the legacy protocol", "it has a split of its own, by the order of patients");
        if (kind == SplitKind.Time && fold is not null)
            throw SplitFaults.NotWith("a split by time", "only the latest patients are tested");
        if (fold is { } asked && (folds < 3 || asked < 1 || asked > folds))
            throw SplitFaults.NoSuchFold(asked, folds);
        (Protocol, Seed, Kind, Folds, Fold) = (protocol, seed, kind, folds, fold);
    }

    /// <summary>By which rule.</summary>
    public SplitProtocol Protocol { get; }

    /// <summary>Of the hashes.</summary>
    public int Seed { get; }

    /// <summary>What is held out as a whole.</summary>
    public SplitKind Kind { get; }

    /// <summary>How many folds there are, if one is asked for.</summary>
    public int Folds { get; }

    /// <summary>Which fold is tested, from 1; <see langword="null"/> for one split.</summary>
    public int? Fold { get; }

    /// <summary>Whether a patient's part depends on who else is in the cohort.</summary>
    internal bool NeedsEverybody => Protocol == SplitProtocol.LeakFree && (Kind != SplitKind.Patient || Fold is not null);
}
