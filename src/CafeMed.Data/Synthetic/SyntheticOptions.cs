namespace CafeMed.Data.Synthetic;

/// <summary>How many people are made up, and how hard the causal question is made.</summary>
public sealed record SyntheticOptions
{
    /// <summary>People; in [1, 1000000], 2000 by default.</summary>
    public int Patients { get; init; } = 2000;

    /// <summary>Chance; any number, 7 by default. The first people of a large cohort are those of a small one with the same seed.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>How much hidden disease clusters raise diagnoses and drugs together; in [0, 3], 1 by default, 0 is none.</summary>
    public double Confounding { get; init; } = 1;

    /// <summary>How much a patient's state raises or lowers each effect; in [0, 3], 1 by default, 0 makes every effect the same for all.</summary>
    public double Modification { get; init; } = 1;

    /// <summary>How much the drugs of the last visit matter; in [0, 3], 1 by default, 0 is not at all.</summary>
    public double Persistence { get; init; } = 1;

    /// <summary>Hospitals, each with a formulary and habits of its own; in [1, 100], 5 by default.</summary>
    public int Sites { get; init; } = 5;

    /// <summary>Visits of one person at most; in [1, 50], 12 by default.</summary>
    public int MaxVisits { get; init; } = 12;

    /// <summary>Share of people coded in ICD-9 throughout; in [0, 1], 0.15 by default.</summary>
    public double Icd9Share { get; init; } = 0.15;

    /// <summary>The same options, if every one is in its range.</summary>
    /// <exception cref="CafeMedException"><c>CM1901</c>: one is not.</exception>
    public SyntheticOptions Checked()
    {
        Check(nameof(Patients), Patients, 1, 1_000_000);
        Check(nameof(Confounding), Confounding, 0, 3);
        Check(nameof(Modification), Modification, 0, 3);
        Check(nameof(Persistence), Persistence, 0, 3);
        Check(nameof(Sites), Sites, 1, 100);
        Check(nameof(MaxVisits), MaxVisits, 1, 50);
        Check(nameof(Icd9Share), Icd9Share, 0, 1);
        return this;
    }

    // Written so that NaN fails.
    private static void Check(string option, double value, double lowest, double highest)
    {
        if (!(value >= lowest && value <= highest))
            throw SyntheticFaults.OptionOutOfRange(option, value, lowest, highest);
    }
}
