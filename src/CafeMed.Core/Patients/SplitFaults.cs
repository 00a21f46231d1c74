namespace CafeMed;

/// <summary>Faults of splitting a cohort.</summary>
internal static class SplitFaults
{
    public static CafeMedException NoSuchFold(int fold, int folds) => new(new Fault(
        "CM2040",
        $"There is no fold {fold} of {folds}.",
        "Folds are counted from 1 to split.folds, which is 3 or more: --fold 1 to --fold 5 by default."));

    public static CafeMedException NotWith(string what, string why) => new(new Fault(
        "CM2041",
        $"This split cannot be combined with {what}: {why}.",
        "Leave split.kind and split.fold out (with --split time only --fold), or take --protocol leak-free."));

    public static CafeMedException NoHospital() => new(new Fault(
        "CM2042",
        "No visit of the cohort names a hospital, so none can be held out.",
        "Split by patient, or import with a site column; docs/connectors.md says which sources have one."));

    public static CafeMedException TooFewHospitals(int hospitals, int needed) => new(new Fault(
        "CM2043",
        $"The cohort has {hospitals} hospital(s) that share no patient; this split needs {needed}.",
        "Split by patient, or ask for fewer folds (split.folds)."));
}
