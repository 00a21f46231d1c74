using System.Globalization;
using CafeMed.Data.Names;
using CafeMed.Learning.Causal;
using CafeMed.Learning.Evaluation.Report.Drawings;

namespace CafeMed.Cli.Show;

/// <summary>The strongest effects of a code or on a drug.</summary>
internal static class EffectList
{
    /// <summary>Effects of codes and drugs with these beginnings: those that hold first, then by size after shrinkage. Codes that share their parent's estimate are one line.</summary>
    /// <exception cref="CafeMedException"><c>CM7040</c>: no code or no drug begins so.</exception>
    public static IReadOnlyList<ShownEffect> Of(CausalEffects effects, CodeNames names, string? code, string? drug, int top)
    {
        var codes = effects.Channels.SelectMany(channel => channel.Treatments.Codes).ToArray();
        Require("diagnosis or procedure", code, codes);
        Require("drug", drug, effects.Channels.SelectMany(channel => channel.Outcomes.Codes));
        var all =
            from channel in effects.Channels
            from j in Begins(channel.Treatments, code)
            from m in Begins(channel.Outcomes, drug)
            select ShownEffect.Of(channel, j, m, effects.Track is not null, names);
        return
        [
            .. all.OrderByDescending(effect => effect.Holds).ThenByDescending(effect => Math.Abs(effect.Shrunk)).ThenByDescending(effect => effect.Visits)
                .DistinctBy(effect => effect.Pooled ? (effect.Cause.System, effect.Cause.Value[..Math.Min(3, effect.Cause.Value.Length)], effect.Drug, effect.RiskDifference) : (effect.Cause.System, effect.Cause.Value, effect.Drug, effect.RiskDifference))
                .Take(top),
        ];
    }

    /// <summary>The title of the list, and what stands under it.</summary>
    public static (string Title, string About) Titles(CausalEffects effects, string? code, string? drug, int shown)
    {
        var channel = effects.Channels[0];
        var adjusted = effects.Track switch
        {
            EffectTrack.Total => "adjusted for history, context and chronic diagnoses (total effect)",
            EffectTrack.Direct => "adjusted for every other code of the visit, history and context (direct effect)",
            _ => "not adjusted: association only",
        };
        return (
            code is null ? $"Codes that move {drug}" : drug is null ? $"Drugs that {code} moves" : $"{code} on {drug}",
            $"{effects.Estimator}, {adjusted}; {Figures.Of(channel.Visits, "visit")} of {Figures.Of(channel.Patients, "patient")}; {Figures.Of(shown, "effect")} shown");
    }

    private static IEnumerable<int> Begins(Vocabulary vocabulary, string? prefix) => Enumerable.Range(0, vocabulary.Count)
        .Where(column => prefix is null || vocabulary[column].Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static void Require(string what, string? prefix, IEnumerable<Code> codes)
    {
        if (prefix is not null && !codes.Any(code => code.Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            throw EffectFaults.NoSuchCode(what, prefix, Nearest.To(prefix, codes.Select(code => code.Value[..Math.Min(prefix.Length, code.Value.Length)]).Distinct()));
    }

    /// <summary>One effect, for people and for JSON.</summary>
    internal sealed record ShownEffect(
        Code Cause, string CauseName, Code Drug, string DrugName, int Visits, double RiskDifference, double Lower, double Upper, double Shrunk, double Q, double SignRate,
        double EValue, double EValueOfLimit, double Robustness, bool Pooled, bool Holds, string Verdict)
    {
        public static ShownEffect Of(EffectChannel channel, int j, int m, bool adjusted, CodeNames names)
        {
            var (effect, inference, verdict) = (channel[j, m], channel.InferenceOf(j, m), EffectVerdict.Of(channel, j, m, adjusted));
            var sensitivity = channel.Visits > 0 ? channel.SensitivityOf(j, m) : default;
            var (cause, drug) = (channel.Treatments[j], channel.Outcomes[m]);
            return new(
                cause, names.Trimmed(cause, 40), drug, names.Trimmed(drug, 40), channel.Support[j], effect.RiskDifference,
                effect.RiskDifference - 1.96 * effect.RiskDifferenceError, effect.RiskDifference + 1.96 * effect.RiskDifferenceError, effect.ShrunkRiskDifference,
                inference.Q, inference.SignRate, sensitivity.EValue, sensitivity.EValueOfLimit, sensitivity.Robustness,
                (inference.Flags & EffectFlags.Pooled) != 0, verdict.Holds, verdict.Words);
        }

        public ForestRow Row(bool byCode) => new(
            byCode ? $"{Cause.Value} {Short(CauseName, Cause)}" : $"{Cause.Value} > {Drug.Value} {Short(DrugName, Drug)}",
            new Interval(RiskDifference, Math.Max(-1, Lower), Math.Min(1, Upper)), Verdict, Holds);

        public IReadOnlyList<string> Cells() =>
        [
            Figures.Count(Visits),
            $"{Figures.Signed(RiskDifference)} [{Figures.Signed(Math.Max(-1, Lower))}, {Figures.Signed(Math.Min(1, Upper))}]",
            Q < 0.001 ? "<0.001" : Q.ToString("0.000", CultureInfo.InvariantCulture), EValueOfLimit.ToString("0.0", CultureInfo.InvariantCulture),
            $"{Cause.Value} {Short(CauseName, Cause)} -> {Drug.Value} {Short(DrugName, Drug)}\n{Verdict}",
        ];

        private static string Short(string name, Code code) => name == code.Value ? "" : name;
    }
}
