using System.CommandLine;
using CafeMed.Cli.Show;
using CafeMed.Safety.Building;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Cli.Commands;

/// <summary>The tables that the rules read.</summary>
internal static class KnowledgeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context) => new Command("knowledge", "Makes the tables of interactions that ship with the product.") { Build(context) };

    private static Command Build(CliContext context)
    {
        var source = new Option<DirectoryInfo>("--source") { Description = "The open interaction base: the folder osdi-ddi, or flat in it.", HelpName = "DIR", Required = true };
        var output = new Option<DirectoryInfo?>("--out") { Description = "Where the tables are written; files of the same names are replaced. Default: none, the tables are only counted.", HelpName = "DIR" };
        var command = new Command("build", "Builds interactions.csv.gz, interactions.bin, ingredients.csv and changes.csv; the same source gives the same tables.") { source, output };
        command.SetAction((parsed, ct) => Task.FromResult(Run(context, parsed.GetValue(source)!, parsed.GetValue(output), ct)));
        return command;
    }

    private static int Run(CliContext context, DirectoryInfo source, DirectoryInfo? output, CancellationToken ct)
    {
        context.Log.Stage($"Reading the interaction base {source.FullName}");
        var built = KnowledgeBuilder.Build(source, ct);
        if (output is not null)
            Write(built, output);
        var page = context.Page;
        page.Heading("Interactions");
        page.Line($"  {Figures.Of(built.IngredientPairs, "pair")} of ingredients: {Figures.Count(built.Kept)} kept, {Figures.Count(built.WithoutCode)} without an ATC code, {Figures.Count(built.WithoutLevel)} without a level");
        page.Line($"  {Figures.Of(built.Pairs, "pair")} of {Figures.Of(built.Codes, "code")}; {Figures.Count(built.SameIngredient)} left out because both codes are one ingredient");
        page.Heading("By severity");
        page.Table(["<severity", "pairs"], built.Levels.Reverse().Select(level => new[] { Checks.SeverityText.Means(level.Key), Figures.Count(level.Value) }));
        page.Heading("By mechanism; other is what no term rule reads");
        page.Table(["<mechanism", "pairs", "share"], built.Mechanisms.Select(one => new[] { MechanismWords.Of(one.Key), Figures.Count(one.Value), Figures.Percent((double)one.Value / built.Pairs) }));
        page.Text(output is null ? "Nothing was written: say --out DIR." : $"Written to {output.FullName}: {string.Join(", ", built.Files.Select(file => file.Key))}");
        return context.Finish(new
        {
            built.IngredientPairs, built.Kept, built.WithoutCode, built.WithoutLevel, built.Pairs, built.Codes, built.SameIngredient,
            Severities = built.Levels.ToDictionary(level => Checks.SeverityText.Of(level.Key), level => level.Value),
            Mechanisms = built.Mechanisms.ToDictionary(one => MechanismWords.Of(one.Key), one => one.Value),
            Written = output?.FullName,
        });
    }

    private static void Write(KnowledgeBuild built, DirectoryInfo output)
    {
        try
        {
            output.Create();
            foreach (var (name, bytes) in built.Files)
                File.WriteAllBytes(Path.Combine(output.FullName, name), [.. bytes]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.CannotWrite(output.FullName, exception);
        }
    }
}
