using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>What is true of every visit: the patient's state, and the probability that each group of drugs was given.</summary>
public sealed class SyntheticVisits
{
    private readonly FrozenDictionary<string, int> _rows;
    private readonly float[][] _states;
    private readonly float[][] _probabilities;

    internal SyntheticVisits(ImmutableArray<SyntheticMedication> medications, SyntheticLedger ledger)
    {
        Medications = [.. medications.Select(drug => drug.Code)];
        Ids = [.. ledger.Ids];
        _rows = ledger.Ids.Select((id, row) => (id, row)).ToFrozenDictionary(pair => pair.id, pair => pair.row);
        (_states, _probabilities) = ([.. ledger.States], [.. ledger.Probabilities]);
    }

    /// <summary>The groups by column: ATC level 4, in order.</summary>
    public ImmutableArray<Code> Medications { get; }

    /// <summary>The visits' identifiers, in the cohort's order; distinct over the cohort.</summary>
    public ImmutableArray<string> Ids { get; }

    /// <summary>(5) the state at a visit, in the order of <see cref="SyntheticState"/>.</summary>
    /// <exception cref="KeyNotFoundException">The cohort has no such visit.</exception>
    public ReadOnlySpan<float> States(string visitId) => _states[_rows[visitId]];

    /// <summary>(M) the true probabilities, in (0, 1), by the column of <see cref="Medications"/>; given the visit's codes, its hidden state and the last visit's drugs.</summary>
    /// <exception cref="KeyNotFoundException">The cohort has no such visit.</exception>
    public ReadOnlySpan<float> Probabilities(string visitId) => _probabilities[_rows[visitId]];
}
