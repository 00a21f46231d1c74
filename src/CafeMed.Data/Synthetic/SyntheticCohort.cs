using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>Makes people up from a structural causal model over real codes, and tells what is true of them.</summary>
/// <remarks>
/// <para>Hidden severity, frailty and disease clusters raise diagnoses, procedures and drugs together (confounding). Chronic diseases stay, acute ones do not.
/// Procedures follow from diagnoses and the unit. At visit t, drug group m is given with log odds</para>
/// <para><c>base_m + site + age + sex + drift_m * time + cluster + history_m(t-1) + sum over codes c of the visit: effect_cm * gate_cm(state_t)</c></para>
/// <para>by an independent coin. The gate is <c>1 + sum of slope * state</c>, kept in [0, 3]. Visits carry ingredients (ATC level 5); the model acts on groups (level 4).
/// What is recorded may lack codes and drugs, and have drugs that were not given.</para>
/// <para>Source: tables of facts and textbook knowledge in data/synthetic, see SOURCE.md there. The people are made up: no figure of theirs is a finding.</para>
/// </remarks>
public static class SyntheticCohort
{
    /// <summary>Name of the cohorts made here.</summary>
    public const string Name = "synthetic";

    /// <summary>The name of every code that a synthetic visit can have (diagnoses, procedures, ingredients) and of the drug groups, in English.</summary>
    public static IReadOnlyDictionary<Code, string> Names => SyntheticTables.Shared.Names;

    /// <summary>Makes a cohort in memory; the same options give the same people on every machine.</summary>
    /// <param name="options">How many people, and how hard the causal question is.</param>
    /// <param name="progress">Told how many people there are so far, every hundred and at the end; or <see langword="null"/>.</param>
    /// <param name="ct">Stops between two batches of people.</param>
    /// <exception cref="CafeMedException"><c>CM1901</c>: an option is out of its range.</exception>
    public static (Cohort Cohort, SyntheticTruth Truth) Create(SyntheticOptions options, IProgress<int>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        var model = new SyntheticModel(options.Checked());
        var patients = ImmutableArray.CreateBuilder<Patient>(options.Patients);
        var truths = new List<ImmutableArray<SyntheticVisitTruth>>(options.Patients);
        foreach (var batch in SyntheticCrowd.Draw(model, Environment.ProcessorCount, _ => true, batch => batch, ct))
            foreach (var draw in batch)
            {
                patients.Add(draw.Patient);
                truths.Add(draw.Truths);
                if (patients.Count % 100 == 0 || patients.Count == options.Patients)
                    progress?.Report(patients.Count);
            }
        var truth = SyntheticTruth.Of(model, truths, new SyntheticVisits(model, truths), ct);
        return (new Cohort(Name, patients.MoveToImmutable()), truth);
    }

    /// <summary>Makes the same people as <see cref="Create"/> one after another, and keeps none of them.</summary>
    /// <param name="options">How many people, and how hard the causal question is.</param>
    /// <param name="threads">Threads that draw, at least 1; the people do not depend on it.</param>
    /// <param name="ct">Stops between two batches of people.</param>
    /// <exception cref="CafeMedException"><c>CM1901</c>: an option is out of its range.</exception>
    public static IEnumerable<Patient> Stream(SyntheticOptions options, int threads, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        var model = new SyntheticModel(options.Checked());
        return SyntheticCrowd.Draw(model, threads, _ => false, batch => batch, ct).SelectMany(batch => batch).Select(draw => draw.Patient);
    }
}
