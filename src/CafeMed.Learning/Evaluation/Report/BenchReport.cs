using System.Collections.Immutable;
using CafeMed.Learning.Evaluation.Bench;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>Everything that the page of a leaderboard shows.</summary>
/// <param name="Title">What was compared, in one line.</param>
/// <param name="Tables">One leaderboard for each cohort, with what the cohort is, in one line.</param>
/// <param name="Setup">How it was run: settings, budget, as text of several lines.</param>
/// <param name="Machine">Processor, memory and operating system, in one line.</param>
/// <param name="Warnings">What a reader must know before trusting a number, one sentence each.</param>
public sealed record BenchReport(string Title, ImmutableArray<(string About, BenchTable Table)> Tables, string Setup, string Machine, ImmutableArray<string> Warnings);
