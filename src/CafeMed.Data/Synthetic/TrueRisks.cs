using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>The true adjusted risk difference of every planted effect, by averaging the model's own probabilities with and without the code over people drawn from it.</summary>
internal sealed class TrueRisks
{
    /// <summary>People averaged over at most.</summary>
    public const int Most = 2000;

    private readonly SyntheticModel _model;
    private readonly SyntheticVisitTruth[] _visits;
    private readonly int _people;
    private readonly float[][] _logOdds;
    private readonly bool[][] _causes;
    private readonly HashSet<int>[] _atWork;

    public TrueRisks(SyntheticModel model, IReadOnlyList<ImmutableArray<SyntheticVisitTruth>> people)
    {
        (_model, _people) = (model, Math.Min(Most, people.Count));
        _visits = [.. people.Take(_people).SelectMany(visits => visits)];
        _logOdds = [.. _visits.Select(LogOdds)];
        _causes = [.. _visits.Select(Causes)];
        _atWork = [.. _visits.Select(visit => visit.Effects.ToHashSet())];
    }

    /// <summary>Every effect with its risk differences.</summary>
    public ImmutableArray<SyntheticEffect> Effects(CancellationToken ct)
    {
        var effects = _model.Effects.ToArray();
        var causes = _model.Causes.Codes.Select((code, number) => (code, cause: _model.Causes.OfCode[number])).ToDictionary(pair => pair.code, pair => pair.cause);
        Parallel.For(0, effects.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount },
            effect => effects[effect] = Effect(effect, causes[effects[effect].Cause]));
        return [.. effects];
    }

    private SyntheticEffect Effect(int effect, int cause)
    {
        var (column, size) = (_model.Columns[effect], _model.EffectLogOdds[effect]);
        var (sum, squares, treated, treatedSum) = (0.0, 0.0, 0, 0.0);
        for (var v = 0; v < _visits.Length; v++)
        {
            var (visit, added) = (_visits[v], size * _model.Gate(effect, _visits[v].States));
            double logOdds = _logOdds[v][column];
            var has = _causes[v][cause] && _atWork[v].Contains(effect);
            var risk = has
                ? visit.Probabilities[column] - SyntheticMath.Probability(logOdds - added)
                : SyntheticMath.Probability(logOdds + added) - visit.Probabilities[column];
            (sum, squares) = (sum + risk, squares + risk * risk);
            if (_causes[v][cause])
                (treated, treatedSum) = (treated + 1, treatedSum + risk);
        }
        var mean = sum / _visits.Length;
        var deviation = Math.Sqrt(Math.Max(0, squares / _visits.Length - mean * mean));
        return _model.Effects[effect] with
        {
            RiskDifference = Math.Round(mean, 6),
            RiskDifferenceError = Math.Round(deviation / Math.Sqrt(_people), 6),
            RiskDifferenceTreated = treated == 0 ? 0 : Math.Round(treatedSum / treated, 6),
        };
    }

    private float[] LogOdds(SyntheticVisitTruth visit)
    {
        var logOdds = (float[])visit.Offsets.Clone();
        foreach (var effect in visit.Effects)
            logOdds[_model.Columns[effect]] += (float)(_model.EffectLogOdds[effect] * _model.Gate(effect, visit.States));
        return logOdds;
    }

    private bool[] Causes(SyntheticVisitTruth visit)
    {
        var causes = new bool[_model.Causes.Diseases + _model.Causes.Procedures];
        foreach (var code in visit.Codes.Concat(visit.Lost))
            causes[_model.Causes.OfCode[code]] = true;
        return causes;
    }
}
