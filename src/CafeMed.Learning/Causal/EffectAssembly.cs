using CafeMed.Learning.Causal.Adjustment;
using CafeMed.Learning.Causal.Design;

namespace CafeMed.Learning.Causal;

/// <summary>The frame of every estimator: codes and their parents as columns, the support rule, flags, inference.</summary>
internal static class EffectAssembly
{
    private static readonly CodeKind[] _kinds = [CodeKind.Diagnosis, CodeKind.Procedure];

    /// <summary>Estimates with <paramref name="fit"/>, which is given a design and one of its passes at a time.</summary>
    public static CausalEffects Run(
        ICausalEstimator estimator, Cohort training, Vocabularies vocabularies, EffectOptions options, IProgress<EffectStage>? progress, bool adjusts,
        Func<EffectDesign, EffectPass, PairFit> fit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(vocabularies);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Penalty is { } penalty && !(penalty > 0 && double.IsFinite(penalty)))
            throw EffectFaults.BadPenalty(penalty);
        ct.ThrowIfCancellationRequested();
        progress?.Report(EffectStage.Encode);
        var counts = _kinds.ToDictionary(kind => kind, kind => PairCounts.Of(training, vocabularies[kind], vocabularies.Medications, ct));
        var track = adjusts ? options.Track : EffectTrack.Direct;
        var codes = new FittedDesign(training, vocabularies, track, (kind, code) => Enough(counts[kind], counts[kind].Treatment[code], options), fit);
        progress?.Report(EffectStage.Encode);
        var parents = new FittedDesign(training, vocabularies, track, null, fit);
        var categories = options.Categories ? new FittedDesign(training, vocabularies, track, null, fit, code => CodeCategories.Of(code) ?? code) : null;
        progress?.Report(EffectStage.Inference);
        return new CausalEffects(PartAttribute.Of(estimator.GetType()).Name, Fingerprint.Of(training.Patients),
        [
            .. _kinds.Select(kind => new ChannelAssembly(kind, vocabularies, counts[kind], options, training.Patients.Length, codes, parents).Build()),
        ])
        {
            Track = adjusts ? options.Track : null,
            Categories = categories is null ? null : new ChannelAssembly(
                CodeKind.Category, vocabularies, PairCounts.Of(training, vocabularies[CodeKind.Category], vocabularies.Medications, ct), options, training.Patients.Length, null, categories).Build(),
        };
    }

    private static bool Enough(PairCounts counts, int exposed, EffectOptions options) =>
        exposed >= options.MinVisits && counts.Visits - exposed >= options.MinVisits;

    /// <summary>A design with the fits of its passes.</summary>
    internal sealed class FittedDesign
    {
        private readonly EffectDesign _design;
        private readonly Dictionary<CodeKind, DesignColumns> _columns;
        private readonly Dictionary<int, (PairFit Fit, int Place, int[] Exposed, int[] Both)> _of = [];

        public FittedDesign(
            Cohort training, Vocabularies vocabularies, EffectTrack track, Func<CodeKind, int, bool>? own, Func<EffectDesign, EffectPass, PairFit> fit, Func<Code, Code>? parent = null)
        {
            (_design, _columns) = DesignBuilder.Build(training, vocabularies, track, own, parent);
            foreach (var pass in _design.Passes)
            {
                var (exposed, _, both) = _design.Counts(pass);
                var fitted = fit(_design, pass);
                for (var j = 0; j < pass.Exposures.Length; j++)
                    _of[pass.Exposures[j]] = (fitted, j, exposed, both);
            }
        }

        /// <summary>What was estimated for a code, or <see langword="null"/> where it was only adjusted for.</summary>
        public FittedCode? Of(CodeKind kind, int code)
        {
            if (!_columns[kind].Exposed[code])
                return null;
            var (fit, place, exposed, both) = _of[_columns[kind].ColumnOf[code]];
            return new(fit, place, exposed[place], both.AsMemory(place * _design.DrugCount, _design.DrugCount));
        }
    }

    /// <summary>One exposure of a fit.</summary>
    /// <param name="Fit">The fit.</param>
    /// <param name="Place">Its row there.</param>
    /// <param name="Exposed">Visits that have it.</param>
    /// <param name="Both">(M) visits that have it and each drug.</param>
    internal sealed record FittedCode(PairFit Fit, int Place, int Exposed, ReadOnlyMemory<int> Both);
}
