using System.CommandLine;
using System.Text.Json;
using CafeMed.Cli.Show;
using CafeMed.Inference;

namespace CafeMed.Cli.Commands;

/// <summary>Looks into bundles.</summary>
internal static class BundleCommand
{
    /// <summary>The option that names trusted signers: the same for every command that opens a bundle.</summary>
    public static Option<FileInfo[]> Trust() => new("--trust")
    {
        Description = "Public keys of the signers whose bundles are opened, PEM. Default: anybody's whose signature verifies.",
        HelpName = "FILE.pem",
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context) => new Command("bundle", "Looks into a bundle that `cafemed export` wrote.") { ShowCommand(context) };

    private static Command ShowCommand(CliContext context)
    {
        var file = new Argument<FileInfo>("file") { Description = "The bundle.", HelpName = "FILE" };
        var trust = Trust();
        var command = new Command("show", "Verifies a bundle, and shows what lies in it: entries, signer, model card.") { file, trust };
        command.SetAction(parsed => Run(context, parsed.GetValue(file)!, parsed.GetValue(trust)!));
        return command;
    }

    private static int Run(CliContext context, FileInfo file, FileInfo[] trust)
    {
        using var bundle = Bundle.Open(file.FullName, BundleTrust.Of(trust));
        using var card = JsonDocument.Parse(bundle.CardJson);
        BundleView.Show(context.Page, bundle);
        context.Page.Heading("Model card");
        foreach (var attribute in card.RootElement.GetProperty("attributes").EnumerateArray())
        {
            var (number, title) = (attribute.GetProperty("number").GetString()!, attribute.GetProperty("title").GetString()!);
            var lines = attribute.GetProperty("answer").EnumerateArray().Select(line => line.GetString()!).ToArray();
            context.Page.Text($"{number} {title}: {(lines.Length > 0 ? string.Join(" ", lines) : attribute.GetProperty("toDo").GetString()!)}", hang: 4);
        }
        return context.Finish(new { Bundle = BundleView.Of(bundle), Card = card.RootElement });
    }
}
