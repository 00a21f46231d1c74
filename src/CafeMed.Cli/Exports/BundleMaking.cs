using System.Collections.Immutable;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data;
using CafeMed.Inference;
using CafeMed.Learning.Export;
using CafeMed.Learning.Export.Card;
using CafeMed.Learning.Streaming;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Exports;

/// <summary>Makes the content of a bundle from a run.</summary>
internal sealed class BundleMaking(CliContext context, RunFolder folder, RunFile run, TrainedModel model)
{
    private static readonly CodeKind[] s_groups = [CodeKind.Sex, CodeKind.Age];

    /// <summary>The content, with its card.</summary>
    /// <param name="cohort">Where the run's cohort is, or <see langword="null"/> for where it was; there it may be missing.</param>
    /// <param name="signer">Who will sign.</param>
    /// <param name="deployer">The deployer's answers.</param>
    /// <param name="withReport">Whether the run's report goes in: it shows one held-out patient.</param>
    /// <param name="ct">Stops between two shards of the cohort.</param>
    public async Task<(BundleContent Content, ModelCard Card)> MakeAsync(
        DirectoryInfo? cohort, string signer, IReadOnlyDictionary<string, IReadOnlyList<string>> deployer, bool withReport, CancellationToken ct)
    {
        context.Log.Stage("Writing the network as ONNX");
        var onnx = NetworkExport.Of(model, CliVersion.Program);
        var receipt = CohortReceipt.FromJson(Required("receipt.json"));
        var (synthetic, time) = (folder.IsSynthetic(), context.Time);
        var names = CohortMaker.NamesOf(synthetic);
        var (people, groups) = await PeopleAsync(cohort, ct).ConfigureAwait(false);
        var card = CardMaker.Of(new CardFacts
        {
            Name = folder.Name, Model = model, Receipt = receipt, Synthetic = synthetic, Metrics = folder.Text("metrics.json"), Signer = signer, Groups = groups, People = people, Label = names.Label,
        }, deployer);
        var texts = new Dictionary<string, string>
        {
            [BundleEntries.CardJson] = JsonText.Of(CardView.Of(card)) + "\n",
            [BundleEntries.CardHtml] = ModelCardPage.Render(card, names.Label),
            [BundleEntries.Report] = withReport ? Required(folder.Report.Name) : "<!DOCTYPE html><html lang=\"en\"><title>No report</title><p>The report was left out when this bundle was made.</p></html>\n",
            [BundleEntries.Receipt] = Required("receipt.json"),
            [BundleEntries.Run] = Required("run.json"),
            [BundleEntries.Materials] = BillOfMaterials.Of(folder.Name, CliVersion.Program, BillOfMaterials.Dependencies, Sources(receipt), time),
        };
        foreach (var (entry, file) in new[] { (BundleEntries.Metrics, "metrics.json"), (BundleEntries.Configuration, "config.yaml") })
            if (folder.Text(file) is { } text)
                texts[entry] = text;
        return (new BundleContent
        {
            Name = folder.Name, Network = PartAttribute.Of(model.Scorer.Network.GetType()).Name, Program = CliVersion.Program, Synthetic = synthetic, Onnx = onnx,
            Vocabularies = model.Encoder.Vocabularies, Effects = model.Effects, Graph = model.Graph, InteractionsDigest = run.InteractionsDigest, Decision = model.Decision, Certainty = model.Certainty,
            Level = model.Options.Level, Track = model.Options.Track, InteractionSeverity = model.Options.InteractionSeverity, Rules = model.Options.Rules, Names = NamesOf(names.Of), Texts = texts,
        }, card);
    }

    private async Task<(IReadOnlyDictionary<CodeKind, ImmutableArray<(Code?, int)>>? People, IReadOnlyList<CardGroup>? Groups)> PeopleAsync(DirectoryInfo? cohort, CancellationToken ct)
    {
        var place = cohort ?? folder.CohortOf(run);
        if (cohort is null && !place.Exists)
        {
            context.Log.Line($"  The cohort is not at {place.FullName}: the card says nothing of age and sex. Name it with --cohort.");
            return (null, null);
        }
        context.Log.Stage("Reading the cohort: people by age and sex, and how the model does for them");
        var material = await Material.OpenAsync(place, ct).ConfigureAwait(false);
        material.Require(run.CohortDigest);
        var people = StudyPatients.Of(
            material.Source, model.Options.Design(), model.Options.Level, new() { FittedVisits = 1, HeldOutPatients = 1 }, ct);
        return (Count(people.Training(ct)), CardGroups.Of(model, people.Test(ct), model.Options.Seed, ct));
    }

    private static Dictionary<CodeKind, ImmutableArray<(Code?, int)>> Count(IEnumerable<Patient> people)
    {
        var counts = s_groups.ToDictionary(kind => kind, _ => new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var patient in people)
            foreach (var kind in s_groups)
                foreach (var code in patient.CurrentVisit[kind].Select(code => code.ToString()).DefaultIfEmpty(""))
                    counts[kind][code] = counts[kind].GetValueOrDefault(code) + 1;
        return counts.ToDictionary(kind => kind.Key, kind => kind.Value
            .OrderBy(pair => pair.Key.Length == 0).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => ((Code?)(pair.Key.Length == 0 ? null : Code.Parse(pair.Key)), pair.Value)).ToImmutableArray());
    }

    private Dictionary<Code, string> NamesOf(Func<Code, string?> name) => model.Encoder.Vocabularies.All.SelectMany(vocabulary => vocabulary.Codes)
        .Concat(model.Graph.Interactions.SelectMany(edge => edge.Examples).SelectMany(pair => new[] { pair.First, pair.Second }))
        .Concat(model.Graph.Interactions.SelectMany(edge => new[] { edge.First, edge.Second }))
        .Distinct().Select(code => (code, Name: name(code))).Where(pair => pair.Name is not null).ToDictionary(pair => pair.code, pair => pair.Name!);

    private IEnumerable<(string, string)> Sources(CohortReceipt receipt) =>
    [
        ($"cohort {receipt.Name}", $"{receipt.Source} SHA-256 of the people: {receipt.Digest}"),
        ("interactions", $"{model.Graph.Source}{(run.InteractionsDigest is { } digest ? $" SHA-256 of the facts: {digest}" : "")}"),
        .. receipt.Maps.Select(map => ($"map {map.Name}", $"SHA-256: {map.Sha256}")),
    ];

    private string Required(string name) => folder.Text(name) ?? throw ExportFaults.NoReceipt(folder.Folder.FullName, name);
}
