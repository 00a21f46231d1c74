using CafeMed.Cli.Show;
using CafeMed.Inference;
using CafeMed.Serving;

namespace CafeMed.Cli.Runs;

/// <summary>The model of a bundle file, read anew whenever it is asked for.</summary>
internal sealed class BundleSource(FileInfo file, BundleTrust trust, DirectoryInfo? cohort) : IModelSource
{
    /// <inheritdoc/>
    public ServedModel Read(CancellationToken ct)
    {
        var bundle = Bundle.Open(file.FullName, trust);
        var run = JsonText.Read<RunFile>(bundle.Text(BundleEntries.Run));
        // The run's own table may have gone since; the graph with its levels is in the bundle, and the shipped tables then tell the reasons.
        var choice = run.Interactions is { } chosen && (chosen.File is null || File.Exists(chosen.File)) ? chosen : InteractionChoice.Shipped;
        return ServedModel.Of(bundle, choice.Read(ct).Knowledge) with { Samples = SamplePatients.Of(cohort, ct) };
    }
}
