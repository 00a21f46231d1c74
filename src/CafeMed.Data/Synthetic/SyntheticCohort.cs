using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>Makes people up from a structural causal model over real codes, and tells what is true of them.</summary>
/// <remarks>
/// <para>Hidden severity, frailty and disease clusters raise diagnoses, procedures and drugs together (confounding). Chronic diseases stay, acute ones do not.
/// Procedures follow from diagnoses and the unit. At visit t, drug group m is given with log odds</para>
/// <para><c>base_m + site + age + sex + cluster + history_m(t-1) + sum over codes c of the visit: effect_cm * gate_cm(state_t)</c></para>
/// <para>by an independent coin. The gate is <c>1 + sum of slope * state</c>, kept in [0, 3]. Visits carry ingredients (ATC level 5); the model acts on groups (level 4).</para>
/// <para>Source: tables of facts and textbook knowledge in data/synthetic, see SOURCE.md there. The people are made up: no figure of theirs is a finding.</para>
/// </remarks>
public static class SyntheticCohort
{
    /// <summary>Name of the cohorts made here.</summary>
    public const string Name = "synthetic";

    /// <summary>The name of every code that a synthetic visit can have (diagnoses, procedures, ingredients) and of the drug groups, in English.</summary>
    public static IReadOnlyDictionary<Code, string> Names => SyntheticTables.Shared.Names;

    /// <summary>Makes a cohort; the same options give the same people on every machine.</summary>
    /// <param name="options">How many people, and how hard the causal question is.</param>
    /// <param name="progress">Told how many people there are so far, every hundred and at the end; or <see langword="null"/>.</param>
    /// <param name="ct">Stops between two people.</param>
    /// <exception cref="CafeMedException"><c>CM1901</c>: an option is out of its range.</exception>
    public static (Cohort Cohort, SyntheticTruth Truth) Create(SyntheticOptions options, IProgress<int>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        var model = new SyntheticModel(options.Checked());
        var ledger = new SyntheticLedger();
        var history = new SyntheticHistory(model, ledger);
        var patients = ImmutableArray.CreateBuilder<Patient>(options.Patients);
        while (patients.Count < options.Patients)
        {
            ct.ThrowIfCancellationRequested();
            patients.Add(history.Draw(patients.Count));
            if (patients.Count % 100 == 0 || patients.Count == options.Patients)
                progress?.Report(patients.Count);
        }
        var oracle = new OracleTrial(model, ledger).Score(ct);
        var truth = new SyntheticTruth(options, model.Medications, model.Sites, model.Effects, oracle, new SyntheticVisits(model.Medications, ledger));
        return (new Cohort(Name, patients.MoveToImmutable()), truth);
    }
}
