using CafeMed.Cli.Show;
using CafeMed.Learning.Evaluation.Ablation;
using CafeMed.Learning.Evaluation.Gates;
using CafeMed.Learning.Regression;
using CafeMed.Learning.Studies;
using CafeMed.Safety;

namespace CafeMed.Cli.Runs;

/// <summary>Trains every variant with every seed, but for those that are finished already.</summary>
internal sealed class AblationLoop(CliContext context, AblationFolder folder, Material material, StudyOptions study)
{
    /// <summary>Runs it.</summary>
    public IReadOnlyList<AblationRun> Run(IReadOnlyList<AblationVariant> variants, IReadOnlyList<int> seeds, CancellationToken ct)
    {
        var (runs, done, all) = (new List<AblationRun>(), 0, variants.Count * seeds.Count);
        var planted = PlantedTruth.Of(material, study.Level);
        foreach (var seed in seeds)
        {
            LinearTower? linear = null;
            foreach (var variant in variants)
            {
                ct.ThrowIfCancellationRequested();
                var found = folder.Find(variant, seed);
                context.Log.Stage($"{++done} of {all}: {variant.Name}, seed {seed}{(found is null ? "" : ": finished before")}");
                runs.Add(found ?? Train(variant, seed, planted, ref linear, ct));
            }
            linear?.Dispose();
        }
        return runs;
    }

    private AblationRun Train(AblationVariant variant, int seed, PlantedGates? planted, ref LinearTower? linear, CancellationToken ct)
    {
        using var prepared = Study.Prepare(material.Cohort, InteractionFacts.Shipped(), variant.Apply(study with { Seed = seed }), ct);
        linear ??= prepared.FitLinearTower(ct);
        var run = AblationTrial.Run(variant.Name, prepared, linear, planted, new TrainingMonitor(context.Log, null), ct);
        folder.Keep(variant, run);
        context.Log.Line($"  Jaccard {run.Jaccard.Average():0.000}, network alone {run.Alone.Average():0.000}, {Figures.Of(run.Epochs, "epoch")}{Gates(run)}");
        return run;
    }

    private static string Gates(AblationRun run) => run.Gates is { } gates
        ? $", gates against R-learner {gates.Correlation.Estimate:0.00}{(gates.Planted is { } planted ? $", against the truth {planted.Correlation.Estimate:0.00}" : "")}"
        : "";
}
