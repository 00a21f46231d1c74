using System.Collections.Immutable;
using CafeMed.Learning.Evaluation.Ablation;
using CafeMed.Learning.Evaluation.Gates;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>Everything that the page of a comparison of variants shows.</summary>
/// <param name="Title">What was compared, in one line.</param>
/// <param name="Cohort">Name and size of the cohort, in one line.</param>
/// <param name="Configuration">The full model's settings, as YAML.</param>
/// <param name="Table">The table.</param>
/// <param name="Gates">Of the full model with its first seed, or <see langword="null"/> where it has no gates.</param>
/// <param name="Machine">Processor, memory and operating system, in one line.</param>
/// <param name="Warnings">What a reader must know before trusting a number, one sentence each.</param>
public sealed record AblationReport(
    string Title, string Cohort, string Configuration, AblationTable Table, GateAgreement? Gates, string Machine, ImmutableArray<string> Warnings);
