using System.Collections.Immutable;

namespace CafeMed.Safety.Verification;

/// <summary>Whether an answer is what a scenario asks for.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Passed">Whether it is.</param>
/// <param name="Why">In words, where it is not.</param>
public sealed record ScenarioVerdict(Scenario Scenario, bool Passed, string Why)
{
    /// <summary>Judges an answer.</summary>
    public static ScenarioVerdict Of(Scenario scenario, ScenarioAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(answer);
        if (scenario.Drugs.FirstOrDefault(drug => !answer.Drugs.TryGetValue(drug, out var codes) || codes.IsEmpty) is { } missed)
            return new(scenario, false, $"'{missed}' was not understood");
        var loud = answer.Findings.Where(finding => finding.Severity >= scenario.Level).ToArray();
        if (scenario.Silent)
            return loud.Length == 0 ? new(scenario, true, "") : new(scenario, false, $"found {Told(loud[0])}, where nothing was expected");
        var told = answer.Findings.Where(finding => scenario.About.All(drug => answer.Drugs[drug].Any(code => finding.Codes.Contains(code)))).ToArray();
        if (told.Length == 0)
            return new(scenario, false, "nothing was found about these drugs");
        var loudest = told.MaxBy(finding => finding.Severity);
        return loudest.Severity >= scenario.Level ? new(scenario, true, "") : new(scenario, false, $"found {Told(loudest)}, which is not loud enough");
    }

    private static string Told((Severity Severity, ImmutableArray<Code> Codes) finding) =>
        $"{finding.Severity.ToString().ToLowerInvariant()} about {string.Join(" and ", finding.Codes.Select(code => code.Value))}";
}
