using System.Collections.Immutable;

namespace CafeMed;

/// <summary>A medication with its probability and the account of it.</summary>
/// <param name="Code">The medication, at the level of the recommendation.</param>
/// <param name="Probability">Calibrated probability of being prescribed, in [0, 1].</param>
/// <param name="Proposed">Whether it is part of the proposed set.</param>
/// <param name="Contributions">What spoke for and against it; sums to the logit of <paramref name="Probability"/>. Empty where the recommender gives no account.</param>
public sealed record ScoredMedication(Code Code, double Probability, bool Proposed, ImmutableArray<Contribution> Contributions)
{
    private readonly ImmutableArray<Contribution> _contributions = Contributions;
    private readonly (VisitAccount Account, int Column)? _asked;

    internal ScoredMedication(Code code, double probability, bool proposed, VisitAccount account, int column) : this(code, probability, proposed, []) => _asked = (account, column);

    /// <summary>What spoke for and against it, the base rate first, then the largest first; sums to the logit of <see cref="Probability"/>. Empty where the recommender gives no account.</summary>
    /// <remarks>May be put together anew at each call: who needs it twice keeps it.</remarks>
    public ImmutableArray<Contribution> Contributions
    {
        get => _asked is { } asked ? asked.Account.Of(asked.Column) : _contributions;
        init => (_contributions, _asked) = (value, null);
    }

    /// <summary>How sure the probability is, or <see langword="null"/> where the recommender does not say.</summary>
    public DrugCertainty? Certainty { get; init; }
}
