using System.CommandLine;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Commands;

/// <summary>Advises on one patient.</summary>
internal static class RecommendCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var run = new Option<DirectoryInfo>("--run") { Description = "Run folder, from `cafemed train` or `cafemed demo`.", HelpName = "RUN", Required = true };
        var patient = new Option<string>("--patient") { Description = "One patient as JSON (docs/patient-json.md), or - for standard input.", HelpName = "FILE.json", Required = true };
        var command = new Command("recommend", "Gives advice for one patient: drugs with probability, reasons, changes against the last visit, interactions.") { run, patient };
        command.SetAction((parsed, ct) => RunAsync(context, parsed.GetValue(run)!, parsed.GetValue(patient)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, DirectoryInfo place, string file, CancellationToken ct)
    {
        context.Compute();
        var (folder, _) = RunFolder.Open(place);
        var patient = PatientFile.Read(await TextOf(context, file, ct).ConfigureAwait(false), context.Time);
        var (model, _) = folder.ReadModel();
        var synthetic = folder.IsSynthetic();
        var names = CohortMaker.NamesOf(synthetic);
        var asked = patient.AtLevel(model.Options.Level);
        var advice = await new Advisor(new TrainedRecommender(model), Rules.Of(model.Graph, names)).AdviseAsync(asked, ct).ConfigureAwait(false);
        var told = AdviceText.Of(advice, model.Decision, asked, names);
        Notice.Show(context.Page);
        AdviceView.Show(context.Page, told, heldOut: false);
        if (synthetic)
            context.Page.Text("Note: this model was trained on made-up people. Nothing it says is about a real patient.");
        return context.Finish(told);
    }

    private static async Task<string> TextOf(CliContext context, string file, CancellationToken ct) => file == "-"
        ? await context.Streams.In.ReadToEndAsync(ct).ConfigureAwait(false)
        : TextFile.Read(Path.GetFullPath(file), Faults.PatientFileMissing);
}
