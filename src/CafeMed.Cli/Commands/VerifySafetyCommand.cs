using System.CommandLine;
using System.Globalization;
using CafeMed.Cli.Checks;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data.Names;
using CafeMed.Data;
using CafeMed.Safety.Verification;
using CafeMed.Serving.Checks;

namespace CafeMed.Cli.Commands;

/// <summary>Measures a checker with the scenario suite.</summary>
internal static class VerifySafetyCommand
{
    private const int Bar = 24;
    private static readonly IReadOnlyDictionary<string, RuleOptions> s_none = new Dictionary<string, RuleOptions>();

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var endpoint = new Option<string?>("--endpoint") { Description = "A live server to be asked: POST URL/v1/checks (docs/check.md). Default: the engine of this program.", HelpName = "URL" };
        var threshold = new Option<double>("--threshold") { Description = "The least share of scenarios, in [0, 1]; below it the exit code is 5.", HelpName = "SHARE", DefaultValueFactory = _ => 0.95 };
        var suite = new Option<FileInfo?>("--scenarios") { Description = "A suite of your own in place of the shipped one (docs/check.md). Default: the shipped one.", HelpName = "FILE.csv" };
        var command = new Command("verify-safety", "Puts a suite of scenarios to the engine or to a live server, and prints the score of each group.") { endpoint, threshold, suite };
        var (interactions, rules) = (new InteractionOptions(command), new RuleSettings(command));
        command.Validators.Add(result =>
        {
            if (result.GetResult(threshold) is { Tokens.Count: > 0 } given && double.TryParse(given.Tokens[0].Value, CultureInfo.InvariantCulture, out var share) && share is not (>= 0 and <= 1))
                result.AddError("--threshold must be from 0 to 1.");
            if (result.GetResult(endpoint) is { Tokens.Count: > 0 } address && !(Uri.TryCreate(address.Tokens[0].Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
                result.AddError("--endpoint must be an address that begins with http:// or https://.");
        });
        command.SetAction(async (parsed, ct) =>
        {
            var scenarios = parsed.GetValue(suite) is { } file
                ? Scenario.Read(new StringReader(TextFile.Read(file.FullName, CheckFaults.NoList)), file.Name)
                : Scenario.Shipped();
            var (server, verdicts) = (parsed.GetValue(endpoint) is { } address ? new Uri(address) : null, (IReadOnlyList<ScenarioVerdict>)[]);
            if (server is not null)
                verdicts = await ScenarioRun.OfAsync(server, scenarios, ct).ConfigureAwait(false);
            else
            {
                var (knowledge, _) = (interactions.Of(parsed) ?? InteractionChoice.Shipped).Read(ct);
                verdicts = ScenarioRun.Of(new CheckService(knowledge, new CodeMaps(), new CodeNames(), rules.Of(parsed, s_none)), scenarios);
            }
            return Tell(context, ScenarioScore.From(verdicts), server?.ToString() ?? "the engine of this program", parsed.GetValue(threshold));
        });
        return command;
    }

    private static int Tell(CliContext context, ScenarioScore score, string subject, double threshold)
    {
        var passed = score.Share >= threshold;
        var page = context.Page;
        page.Heading($"Safety scenarios answered by {subject}");
        page.Table(["<group", "<score", "passed"], score.Groups.Select(group => new[] { group.Group, Picture(group.Passed, group.Of), $"{group.Passed} of {group.Of}" }));
        page.Line();
        page.Line($"  {score.Passed} of {Figures.Of(score.Of, "scenario")}, {Figures.Percent(score.Share)}; the threshold is {Figures.Percent(threshold)}: {(passed ? "passed" : "FAILED")}");
        if (score.Failed.Length > 0)
            page.Heading("Not as expected");
        foreach (var verdict in score.Failed)
            page.Text($"{verdict.Scenario.Id} ({string.Join(" + ", verdict.Scenario.Drugs)}): {verdict.Why}");
        return context.Finish(
            new
            {
                Subject = subject, score.Passed, score.Of, score.Share, Threshold = threshold,
                Groups = score.Groups.Select(group => new { group.Group, group.Passed, group.Of }),
                Failed = score.Failed.Select(verdict => new { verdict.Scenario.Id, verdict.Scenario.Group, verdict.Scenario.Drugs, verdict.Why }),
            },
            passed ? ExitCodes.Fine : ExitCodes.SafetyFailed);
    }

    // A bar that is full means all; one scenario that failed shows, however many there are.
    private static string Picture(int passed, int of)
    {
        var full = passed == of ? Bar : Math.Min(Bar - 1, (int)Math.Round((double)Bar * passed / of));
        return new string('█', full) + new string('░', Bar - full);
    }
}
