namespace CafeMed.Cli.Runs;

/// <summary>A cohort of a comparison, in the comparison's folder.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Folder">Where it lies.</param>
internal sealed record BenchCohort(string Name, DirectoryInfo Folder);
