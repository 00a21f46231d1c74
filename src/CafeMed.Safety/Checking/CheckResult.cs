using System.Collections.Immutable;

namespace CafeMed.Safety.Checking;

/// <summary>What a check found, and what it could not look at.</summary>
/// <param name="Drugs">The drugs that were checked, each once.</param>
/// <param name="Findings">What speaks against them, loudest first.</param>
/// <param name="Unknown">Drugs that no source of interactions surveys: no statement about them, which is not the same as safe.</param>
/// <param name="UncheckedAllergies">Allergies that no rule can compare with drugs.</param>
/// <param name="UncheckedDiagnoses">Diagnoses in a system that no rule reads.</param>
public sealed record CheckResult(CodeSet Drugs, ImmutableArray<Finding> Findings, CodeSet Unknown, CodeSet UncheckedAllergies, CodeSet UncheckedDiagnoses);
