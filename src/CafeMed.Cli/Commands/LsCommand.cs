using System.CommandLine;
using CafeMed.Cli.Runs;
using CafeMed.Learning.Networks;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Commands;

/// <summary>Lists the parts that the code has.</summary>
internal static class LsCommand
{
    private static readonly (string What, Func<IEnumerable<PartAttribute>> Parts)[] _lists =
    [
        ("connectors", () => CohortMaker.Connectors.Parts),
        ("networks", () => NetworkFactory.Catalogue.Parts),
        ("baselines", () => Study.BaselineParts.Parts),
        ("estimators", () => Study.Estimators.Parts),
        ("rules", () => Rules.Catalogue.Parts),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var what = new Argument<string?>("what")
        {
            Description = "connectors, networks, baselines, estimators or rules. Default: all of them.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("ls", "Lists connectors, networks, baselines, estimators and rules, with their sources.") { what };
        command.SetAction(parsed => Run(context, parsed.GetValue(what)));
        return command;
    }

    private static int Run(CliContext context, string? what)
    {
        var known = _lists.Select(list => list.What).ToArray();
        if (what is not null && !known.Contains(what))
            throw Faults.NothingToList(what, Nearest.To(what, known), known);
        var shown = _lists.Where(list => what is null || list.What == what)
            .ToDictionary(list => list.What, list => list.Parts().Select(part => new { part.Name, part.Summary, part.Source }).ToArray());
        foreach (var (list, parts) in shown)
        {
            context.Page.Heading(list);
            foreach (var part in parts)
            {
                context.Page.Text($"{part.Name}: {part.Summary}", 2, 4);
                context.Page.Text($"source: {part.Source}", 6, 2);
            }
        }
        return context.Finish(shown);
    }
}
