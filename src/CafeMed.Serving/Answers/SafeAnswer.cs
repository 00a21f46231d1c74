using CafeMed.Safety.SafeSets;

namespace CafeMed.Serving.Answers;

/// <summary>A safe set with its proof and its cost; docs/safe-sets.md explains it.</summary>
/// <param name="Proof">What is proved, in one sentence.</param>
/// <param name="Certificate">The same in numbers.</param>
/// <param name="GivenUp">Drugs of the best set without rules that are not in it.</param>
/// <param name="TakenInstead">Drugs that came in because room was made.</param>
/// <param name="TradeOff">Sets between the most accurate and the least burdened.</param>
public sealed record SafeAnswer(
    string Proof, SafeSetCertificate Certificate, IReadOnlyList<SafeAnswer.Loss> GivenUp, IReadOnlyList<NamedCode> TakenInstead, IReadOnlyList<SafeAnswer.Point> TradeOff)
{
    /// <summary>A drug that was given up.</summary>
    /// <param name="Code">ATC code.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="Probability">In [0, 1].</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Why">Why, in words.</param>
    public sealed record Loss(Code Code, string Name, double Probability, GivenUpReason Reason, string Why);

    /// <summary>A set that could be chosen instead.</summary>
    /// <param name="Value">Its value, in units of the objective.</param>
    /// <param name="Burden">Its severity-weighted burden.</param>
    /// <param name="Optimal">Whether it is proved to be the best with no more burden.</param>
    /// <param name="Proposed">Whether it is the proposed one.</param>
    /// <param name="Drugs">Its drugs.</param>
    /// <param name="Without">Drugs of the proposed set that it lacks.</param>
    /// <param name="With">Drugs that the proposed set lacks.</param>
    public sealed record Point(
        double Value, double Burden, bool Optimal, bool Proposed, IReadOnlyList<NamedCode> Drugs, IReadOnlyList<NamedCode> Without, IReadOnlyList<NamedCode> With);
}
