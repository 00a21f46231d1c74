using System.Security.Cryptography;
using CafeMed.Learning.Studies;
using CafeMed.Serving;

namespace CafeMed.Cli.Runs;

/// <summary>For development: the model of a run folder, answered by the library that trained it.</summary>
internal sealed class RunSource(DirectoryInfo place, DirectoryInfo? cohort) : IModelSource
{
    /// <inheritdoc/>
    public ServedModel Read(CancellationToken ct)
    {
        var (folder, run) = RunFolder.Open(place);
        var (model, _) = folder.ReadModel();
        var (knowledge, _) = (run.Interactions ?? InteractionChoice.Shipped).Read(ct);
        using var file = folder.Model.OpenRead();
        return new ServedModel
        {
            Name = folder.Name,
            Recommender = new TrainedRecommender(model),
            Graph = model.Graph,
            Decision = model.Decision,
            Vocabularies = model.Encoder.Vocabularies,
            Level = model.Options.Level,
            Hash = Convert.ToHexStringLower(SHA256.HashData(file)),
            Knowledge = knowledge,
            Rules = model.Options.Rules,
            Names = CohortMaker.NamesOf(folder.IsSynthetic()),
            Synthetic = folder.IsSynthetic(),
            ReportHtml = folder.Report.Exists ? File.ReadAllText(folder.Report.FullName) : null,
            Samples = SamplePatients.Of(cohort, ct),
        };
    }
}
