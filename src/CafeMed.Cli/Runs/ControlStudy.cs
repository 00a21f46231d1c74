using System.Collections.Immutable;
using System.Globalization;
using CafeMed.Learning.Evaluation.Controls;
using CafeMed.Learning.Regression;
using CafeMed.Learning.Studies;
using CafeMed.Safety;
using CafeMed.Safety.SafeSets;

namespace CafeMed.Cli.Runs;

/// <summary>Holds interactions down in training and in the decision, and measures what each costs.</summary>
internal sealed class ControlStudy(CliContext context, Material material, StudyOptions options)
{
    private static readonly double[] s_costs = [0.05, 0.1, 0.25, 0.5, 1, 4];
    private static readonly double[] s_caps = [8, 4, 2, 1, 0.5, 0.1];
    private ControlMeasure? _measure;

    /// <summary>The prescribers' own rate of interacting pairs.</summary>
    public Interval Prescribed { get; private set; }

    /// <summary>Trains without a target and with each of <paramref name="targets"/>, and decides in every way.</summary>
    public IReadOnlyList<ControlPoint> Run(IReadOnlyList<double> targets, CancellationToken ct)
    {
        var points = new List<ControlPoint>();
        LinearTower? linear = null;
        try
        {
            foreach (var target in targets.Select(rate => (double?)rate).Prepend(null))
                points.AddRange(Train(target, ref linear, ct));
        }
        finally
        {
            linear?.Dispose();
        }
        return [.. points.OrderBy(point => Order(point.Control))];
    }

    private const string Free = "no control";
    private const string InTraining = "in training, by a penalty";
    private const string Greedy = "in the decision, greedy";
    private const string Exact = "in the decision, exact";

    private static int Order(string control) => Array.IndexOf([Free, InTraining, Greedy, Exact], control);

    private IEnumerable<ControlPoint> Train(double? target, ref LinearTower? linear, CancellationToken ct)
    {
        context.Log.Stage(target is { } rate ? $"Training towards an interaction rate of {Number(rate)}" : "Training without a target");
        using var study = Study.Prepare(material.Cohort, InteractionFacts.Shipped(), options with { Trainer = options.Trainer with { TargetInteractionRate = target } }, ct);
        linear ??= study.FitLinearTower(ct);
        using var trainer = study.CreateTrainer();
        _ = study.Train(trainer, linear, new TrainingMonitor(context.Log, null), ct).Count();
        var model = study.Finish(linear, ct);
        model.RefuseLeaks(study.Split.Test.Patients);
        var test = study.Encoder.Encode(study.Split.Test.Patients);
        var interactions = study.Graph.Matrix(study.Encoder.Medications, options.InteractionSeverity);
        if (_measure is null)
        {
            _measure = new ControlMeasure(test, interactions, options.Seed);
            Prescribed = _measure.Prescribed();
        }
        var (logits, size) = (model.Scorer.Score(test), study.Encoder.Medications.Count);
        // The decision of a model with a target gives interactions up too; here training is to show what it does alone.
        var free = (model.Decision with { InteractionCost = 0 }).Of(logits, size, interactions);
        if (target is { } aimed)
            return [_measure.Of(InTraining, $"target {Number(aimed)}", free)];
        context.Log.Stage("Deciding");
        return
        [
            _measure.Of(Free, "none", free),
            .. s_costs.Select(cost => _measure.Of(Greedy, $"a pair costs {Number(cost)}", (model.Decision with { InteractionCost = cost }).Of(logits, size, interactions))),
            .. s_caps.Select(cap => _measure.Of(Exact, $"at most {Number(cap)} pairs", Capped(logits, test, interactions, cap, ct))),
        ];
    }

    private bool[] Capped(float[] logits, VisitTable test, float[] interactions, double cap, CancellationToken ct)
    {
        var size = test.Encoder.Medications.Count;
        var sets = new bool[logits.Length];
        ImmutableArray<SafeSetPair> pairs =
        [
            .. from i in Enumerable.Range(0, size)
               from j in Enumerable.Range(i + 1, size - i - 1)
               where interactions[i * size + j] > 0
               select new SafeSetPair(i, j, false, interactions[i * size + j]),
        ];
        var solver = new SafeSetSolver(context.Time);
        for (var visit = 0; visit < test.Visits; visit++)
        {
            ct.ThrowIfCancellationRequested();
            var problem = new SafeSetProblem
            {
                Probabilities = [.. logits[(visit * size)..((visit + 1) * size)].Select(logit => LogOdds.Probability(logit))],
                Pairs = pairs,
                MaxBurden = cap,
            };
            foreach (var drug in solver.Solve(problem, TimeSpan.FromSeconds(1)).Drugs)
                sets[visit * size + drug] = true;
        }
        return sets;
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
