using System.Collections.Immutable;

namespace CafeMed.Safety.Verification;

/// <summary>What a checker answered to a scenario.</summary>
/// <param name="Drugs">The codes that it understood each drug as, by the drug's text.</param>
/// <param name="Findings">What it found: how loud, and about which codes.</param>
public sealed record ScenarioAnswer(ImmutableDictionary<string, ImmutableArray<Code>> Drugs, ImmutableArray<(Severity Severity, ImmutableArray<Code> Codes)> Findings);
