using System.CommandLine;
using System.Security.Cryptography;
using CafeMed.Cli.Exports;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Inference;

namespace CafeMed.Cli.Commands;

/// <summary>Writes a run as one signed file that answers without torch.</summary>
internal static class ExportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var run = new Option<DirectoryInfo>("--run") { Description = "Run folder, from `cafemed train` or `cafemed demo`.", HelpName = "RUN", Required = true };
        var output = new Option<FileInfo>("--out") { Description = "The bundle to write; what is there is replaced.", HelpName = "FILE", Required = true };
        var key = new Option<FileInfo?>("--key") { Description = "The signer's private key, PEM, curve P-384. Default: FILE.key.pem beside the bundle, made where there is none.", HelpName = "FILE.pem" };
        var card = new Option<FileInfo?>("--card") { Description = "The deployer's answers to the model card, YAML or JSON by key (docs/bundle.md). Default: those attributes stay open, and say so.", HelpName = "FILE" };
        var cohort = new Option<DirectoryInfo?>("--cohort") { Description = "Where the run's cohort is now, for the card's people and groups. Default: where it was in training.", HelpName = "COHORT" };
        var bare = new Option<bool>("--without-report") { Description = "Leave the run's report out: it shows the record of one held-out patient. Default: it goes in." };
        var command = new Command("export", "Writes a run as one signed file that answers without torch: network, columns, decision, interactions, model card, receipts.") { run, output, key, card, cohort, bare };
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(run)!, parsed.GetValue(output)!, parsed.GetValue(key), parsed.GetValue(card), parsed.GetValue(cohort), !parsed.GetValue(bare), ct));
        return command;
    }

    private static async Task<int> RunAsync(
        CliContext context, DirectoryInfo place, FileInfo output, FileInfo? keyFile, FileInfo? cardFile, DirectoryInfo? cohort, bool withReport, CancellationToken ct)
    {
        context.Compute();
        var answers = CardFile.Read(cardFile);
        var (folder, run) = RunFolder.Open(place);
        context.Log.Stage("Reading the model");
        using var model = folder.ReadModel().Model;
        var (key, made) = KeyOf(keyFile, output);
        using (key)
        {
            var (content, card) = await new BundleMaking(context, folder, run, model).MakeAsync(cohort, BundleKey.SignerOf(key), answers, withReport, ct).ConfigureAwait(false);
            context.Log.Stage("Packing and signing");
            BundleWriter.Write(output, content, key, context.Time);
            context.Log.Stage($"Asking run and bundle about {Figures.Of(AnswerCheck.Patients, "made-up patient")}");
            using var bundle = Bundle.Open(output.FullName, BundleTrust.Of(key));
            var difference = await CheckAsync(model, bundle, output, ct).ConfigureAwait(false);
            BundleView.Show(context.Page, bundle);
            Tell(context, output, made, card, difference, withReport && !content.Synthetic);
            return context.Finish(new { Bundle = output.FullName, output.Length, Key = made?.FullName, Contents = BundleView.Of(bundle), LargestDifference = difference, CardOpen = card.Open });
        }
    }

    private static void Tell(CliContext context, FileInfo output, FileInfo? made, Learning.Export.Card.ModelCard card, double difference, bool showsPatient)
    {
        output.Refresh();
        context.Page.Heading("Written");
        context.Page.Line($"  {output.FullName}, {Figures.Count(output.Length)} bytes");
        if (made is not null)
            context.Page.Line($"  {made.FullName}: the key that signed it; keep it to yourself, and give away {PublicOf(output).Name}");
        context.Page.Text($"The largest difference of a logit to the run's is {difference:0.0e+0} nats.");
        context.Page.Text($"Model card: {card.Attributes.Count - card.Open} of {card.Attributes.Count} attributes are filled; {card.Open} are for the deployer (--card).");
        if (showsPatient)
            context.Page.Text("The report in it shows the record of one held-out patient. --without-report leaves it out.");
    }

    private static async Task<double> CheckAsync(Learning.Studies.TrainedModel model, Bundle bundle, FileInfo output, CancellationToken ct)
    {
        try
        {
            return await AnswerCheck.OfAsync(model, bundle, output.FullName, ct).ConfigureAwait(false);
        }
        catch (CafeMedException)
        {
            output.Delete();
            throw;
        }
    }

    private static (ECDsa Key, FileInfo? Made) KeyOf(FileInfo? asked, FileInfo output)
    {
        if (asked is not null)
            return (BundleKey.ReadPrivate(asked), null);
        var beside = new FileInfo(output.FullName + ".key.pem");
        var key = beside.Exists ? BundleKey.ReadPrivate(beside) : BundleKey.Create(beside);
        try
        {
            File.WriteAllText(PublicOf(output).FullName, BundleKey.PublicPem(key));
            return (key, beside);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw Faults.CannotWrite(output.DirectoryName!, exception);
        }
    }

    private static FileInfo PublicOf(FileInfo output) => new(output.FullName + ".pub.pem");
}
