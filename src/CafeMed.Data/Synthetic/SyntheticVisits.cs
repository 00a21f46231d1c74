using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>What is true of every visit: the patient's state, the probability that each group of drugs was given, and what the record got wrong.</summary>
public sealed class SyntheticVisits
{
    private readonly SyntheticModel _model;
    private readonly FrozenDictionary<string, SyntheticVisitTruth> _visits;

    internal SyntheticVisits(SyntheticModel model, IReadOnlyList<ImmutableArray<SyntheticVisitTruth>> truths)
    {
        (_model, Truths) = (model, truths);
        Medications = [.. model.Medications.Select(drug => drug.Code)];
        Ids = [.. truths.SelectMany(visits => visits).Select(visit => visit.Id)];
        _visits = truths.SelectMany(visits => visits).ToFrozenDictionary(visit => visit.Id);
    }

    /// <summary>The groups by column: ATC level 4, in order.</summary>
    public ImmutableArray<Code> Medications { get; }

    /// <summary>Diseases (ICD-10 categories), then kinds of procedure: the columns of <see cref="Propensities"/>.</summary>
    public ImmutableArray<string> Causes => [.. Enumerable.Range(0, _model.Causes.Diseases + _model.Causes.Procedures).Select(_model.Causes.Id)];

    /// <summary>The visits' identifiers, in the cohort's order; distinct over the cohort.</summary>
    public ImmutableArray<string> Ids { get; }

    internal IReadOnlyList<ImmutableArray<SyntheticVisitTruth>> Truths { get; }

    internal SyntheticModel Model => _model;

    /// <summary>(5) the state at a visit, in the order of <see cref="SyntheticState"/>.</summary>
    /// <exception cref="KeyNotFoundException">The cohort has no such visit.</exception>
    public ReadOnlySpan<float> States(string visitId) => _visits[visitId].States;

    /// <summary>(M) the true probabilities of being given, in (0, 1), by the column of <see cref="Medications"/>; given the visit's codes, its hidden state and the last visit's drugs.</summary>
    /// <exception cref="KeyNotFoundException">The cohort has no such visit.</exception>
    public ReadOnlySpan<float> Probabilities(string visitId) => _visits[visitId].Probabilities;

    /// <summary>(C) the true propensity of every disease and kind of procedure, in [0, 1], by the column of <see cref="Causes"/>; given the person, hidden variables included, and what comes before it at the visit.</summary>
    /// <exception cref="KeyNotFoundException">The cohort has no such visit.</exception>
    public ReadOnlySpan<float> Propensities(string visitId) => _visits[visitId].Propensities;

    /// <summary>(K) the hidden clusters of the visit's patient, in the order of <see cref="SyntheticTruth.Clusters"/>: the confounders.</summary>
    /// <exception cref="KeyNotFoundException">The cohort has no such visit.</exception>
    public ReadOnlySpan<float> Clusters(string visitId) => _visits[visitId].Clusters;

    /// <summary>The groups that were given at a visit, and are not recorded.</summary>
    /// <exception cref="KeyNotFoundException">The cohort has no such visit.</exception>
    public CodeSet MissingLabels(string visitId) => Where(visitId, (given, label) => given && !label);

    /// <summary>The groups that are recorded at a visit, and were not given.</summary>
    /// <exception cref="KeyNotFoundException">The cohort has no such visit.</exception>
    public CodeSet SpuriousLabels(string visitId) => Where(visitId, (given, label) => !given && label);

    /// <summary>The diagnoses and procedures that a visit had, and are not recorded.</summary>
    /// <exception cref="KeyNotFoundException">The cohort has no such visit.</exception>
    public CodeSet MissingCodes(string visitId) => CodeSet.From(_visits[visitId].Lost.Select(code => _model.Causes.Codes[code]));

    private CodeSet Where(string visitId, Func<bool, bool, bool> wanted)
    {
        var visit = _visits[visitId];
        return CodeSet.From(Medications.Where((_, m) => wanted(visit.Given[m], visit.Labels[m])));
    }
}
