using static TorchSharp.torch;

namespace CafeMed.Learning.Regression;

/// <summary>Gives every kind of column a penalty of its own: a hospital tells more, code for code, than a diagnosis does, or less.</summary>
/// <remarks>
/// From one C for all, a group's C is made four times as large or as small while that lowers the cross-entropy on validation by at least a ten-thousandth, group after group, the largest
/// gain of a group kept; two rounds at most. Every trial begins at the answer before, which a few steps bring to the new one: on 10,000 visits a trial costs a tenth of the first fit.
/// </remarks>
internal static class GroupPenalties
{
    private const float Step = 4;
    private const float Most = 1024;
    private const int Rounds = 2;
    private const double Gain = 1e-4;
    private const double Rough = 1e-4;

    /// <summary>Searches.</summary>
    /// <param name="fit">The training problem.</param>
    /// <param name="check">The validation problem.</param>
    /// <param name="features">The columns.</param>
    /// <param name="start">(F + 1, M) the answer for <paramref name="c"/>. Taken over.</param>
    /// <param name="c">The C of all columns.</param>
    /// <param name="ct">Stops between trials.</param>
    /// <returns>C of each column, and the answer there, roughly.</returns>
    public static (float[] Strengths, Tensor Answer) Search(LinearFit fit, LinearFit check, LinearFeatures features, Tensor start, double c, CancellationToken ct)
    {
        var strengths = Enumerable.Repeat((float)c, features.Count).ToArray();
        var (answer, loss) = (start, check.Loss(start));
        for (var round = 0; round < Rounds; round++)
        {
            var before = loss;
            foreach (var group in features.Groups())
                if (!Along(group, Step) && round == 0)
                    Along(group, 1 / Step);
            if (loss > before * (1 - Gain))
                break;
        }
        return (strengths, answer);

        bool Along((string Name, int Start, int Count) group, float factor)
        {
            var moved = false;
            while (strengths[group.Start] * factor is var next && next <= c * Most && next >= c / Most)
            {
                var trial = (float[])strengths.Clone();
                Array.Fill(trial, next, group.Start, group.Count);
                var tried = fit.Minimize(answer, trial, Rough, ct);
                var reached = check.Loss(tried);
                if (!(reached < loss * (1 - Gain)))
                {
                    tried.Dispose();
                    return moved;
                }
                answer.Dispose();
                (strengths, answer, loss, moved) = (trial, tried, reached, true);
            }
            return moved;
        }
    }
}
