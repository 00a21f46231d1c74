namespace CafeMed.Data.Synthetic;

/// <summary>How many people are made up, what their records look like, and how hard the causal question is made.</summary>
public sealed record SyntheticOptions
{
    /// <summary>People; in [1, 1000000], 2000 by default.</summary>
    public int Patients { get; init; } = 2000;

    /// <summary>Chance; any number, 7 by default. The first people of a large cohort are those of a small one with the same seed.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>How much what is hidden (disease clusters, frailty, severity) raises diseases, and clusters raise drugs with them; in [0, 3], 1 by default, 0 is none.</summary>
    public double Confounding { get; init; } = 1;

    /// <summary>How much a patient's state raises or lowers each effect; in [0, 3], 1 by default, 0 makes every effect the same for all.</summary>
    public double Modification { get; init; } = 1;

    /// <summary>How much the drugs of the last visit matter; in [0, 3], 1 by default, 0 is not at all.</summary>
    public double Persistence { get; init; } = 1;

    /// <summary>How common the rare are: multiplies the odds of diseases of less than 2 % and the weight of all but a disease's first code; in [0, 3], 1 by default, 0 leaves the common ones alone.</summary>
    public double RareTail { get; init; } = 1;

    /// <summary>How much two codes of one disease differ in their effect; in [0, 1], 0.3 by default: up to 15 % more or less than the disease's.</summary>
    public double CodeSpread { get; init; } = 0.3;

    /// <summary>Label noise: chance that a drug that was given is not recorded, averaged over sites; in [0, 0.5], 0 by default.</summary>
    public double MissingLabels { get; init; }

    /// <summary>Label noise: chance that a drug group that was not given is recorded all the same, averaged over sites; in [0, 0.1], 0 by default.</summary>
    public double SpuriousLabels { get; init; }

    /// <summary>Chance that a diagnosis or procedure is not recorded, averaged over sites; in [0, 0.9], 0 by default. One diagnosis always stays.</summary>
    public double MissingCodes { get; init; }

    /// <summary>Hospitals, each with a formulary and habits of its own; in [1, 100], 5 by default.</summary>
    public int Sites { get; init; } = 5;

    /// <summary>How much hospitals differ in prescribing, formulary, coding and noise; in [0, 3], 1 by default, 0 makes them alike.</summary>
    public double SiteVariation { get; init; } = 1;

    /// <summary>How much practice and diseases change over the 55 years of the cohort; in [0, 3], 0 by default.</summary>
    public double Drift { get; init; }

    /// <summary>Visits of one person at most; in [1, 50], 12 by default.</summary>
    public int MaxVisits { get; init; } = 12;

    /// <summary>Share of people coded in ICD-9 throughout; in [0, 1], 0.15 by default.</summary>
    public double Icd9Share { get; init; } = 0.15;

    /// <summary>Mean visits of a person, before <see cref="MaxVisits"/> cuts; in [1, 10], 2.4 by default.</summary>
    public double VisitsPerPatient { get; init; } = 2.4;

    /// <summary>Mean diagnoses of a visit, before any are left out; in [3, 30], 12.4 by default.</summary>
    public double DiagnosesPerVisit { get; init; } = 12.4;

    /// <summary>Mean procedures of a visit, before any are left out; in [0.5, 12], 3.7 by default.</summary>
    public double ProceduresPerVisit { get; init; } = 3.7;

    /// <summary>Mean drug groups given at a visit; in [3, 50], 16.5 by default.</summary>
    public double DrugsPerVisit { get; init; } = 16.5;

    /// <summary>The same options, if every one is in its range.</summary>
    /// <exception cref="CafeMedException"><c>CM1901</c>: one is not.</exception>
    public SyntheticOptions Checked()
    {
        Check(nameof(Patients), Patients, 1, 1_000_000);
        Check(nameof(Confounding), Confounding, 0, 3);
        Check(nameof(Modification), Modification, 0, 3);
        Check(nameof(Persistence), Persistence, 0, 3);
        Check(nameof(RareTail), RareTail, 0, 3);
        Check(nameof(CodeSpread), CodeSpread, 0, 1);
        Check(nameof(MissingLabels), MissingLabels, 0, 0.5);
        Check(nameof(SpuriousLabels), SpuriousLabels, 0, 0.1);
        Check(nameof(MissingCodes), MissingCodes, 0, 0.9);
        Check(nameof(Sites), Sites, 1, 100);
        Check(nameof(SiteVariation), SiteVariation, 0, 3);
        Check(nameof(Drift), Drift, 0, 3);
        Check(nameof(MaxVisits), MaxVisits, 1, 50);
        Check(nameof(Icd9Share), Icd9Share, 0, 1);
        Check(nameof(VisitsPerPatient), VisitsPerPatient, 1, 10);
        Check(nameof(DiagnosesPerVisit), DiagnosesPerVisit, 3, 30);
        Check(nameof(ProceduresPerVisit), ProceduresPerVisit, 0.5, 12);
        Check(nameof(DrugsPerVisit), DrugsPerVisit, 3, 50);
        return this;
    }

    // Written so that NaN fails.
    private static void Check(string option, double value, double lowest, double highest)
    {
        if (!(value >= lowest && value <= highest))
            throw SyntheticFaults.OptionOutOfRange(option, value, lowest, highest);
    }
}
