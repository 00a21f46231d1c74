using System.Collections.Immutable;

namespace CafeMed.Learning.Tuning;

/// <summary>Stops trials early that fall behind: at each rung only the best third of all that came so far goes on.</summary>
/// <remarks>Source: Li et al. 2020, A system for massively parallel hyperparameter tuning (ASHA), arXiv:1810.05934, in the form that stops rather than pauses.</remarks>
public static class SuccessiveHalving
{
    /// <summary>Of so many trials one goes on.</summary>
    public const int Factor = 3;

    // After fewer, a network with small steps cannot be told from one that learns nothing.
    private const int First = 3;

    /// <summary>The epochs at which trials are compared, ascending: 3, 9, 27, … below <paramref name="epochs"/>.</summary>
    public static ImmutableArray<int> Rungs(int epochs)
    {
        var rungs = ImmutableArray.CreateBuilder<int>();
        for (var rung = First; rung < epochs; rung *= Factor)
            rungs.Add(rung);
        return rungs.ToImmutable();
    }

    /// <summary>Whether a trial goes on.</summary>
    /// <param name="score">What it has reached at the rung.</param>
    /// <param name="before">What earlier trials had reached there.</param>
    public static bool GoesOn(double score, IReadOnlyCollection<double> before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var places = Math.Max(1, (before.Count + 1) / Factor);
        return before.Count + 1 < Factor || before.Count(other => other > score) < places;
    }
}
