using System.CommandLine;
using CafeMed.Cli.Checks;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data.Names;
using CafeMed.Data;
using CafeMed.Serving.Checks;

namespace CafeMed.Cli.Commands;

/// <summary>Checks a list of drugs, offline and without a model.</summary>
internal static class CheckCommand
{
    private static readonly IReadOnlyDictionary<string, RuleOptions> s_none = new Dictionary<string, RuleOptions>();

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var drugs = new Argument<string[]>("drugs") { Description = "Drugs: name, brand, ATC code, RxCUI or NDC, with or without dose; - reads a list from standard input.", Arity = ArgumentArity.ZeroOrMore };
        var file = new Option<string?>("--file") { Description = "A list of drugs: one a line, CSV with a column drug, or JSON (docs/check.md); - for standard input. Default: none.", HelpName = "FILE" };
        var allergies = new Option<string[]>("--allergy") { Description = "A drug or a class that the patient is allergic to: penicillin, J01CA04, sulfa. May be repeated. Default: none.", HelpName = "TEXT", DefaultValueFactory = _ => [] };
        var diagnoses = new Option<string[]>("--diagnosis") { Description = "A diagnosis as an ICD-10 or ICD-9 code: N18.6, 585.6, Icd9Cm:V221. May be repeated. Default: none.", HelpName = "CODE", DefaultValueFactory = _ => [] };
        var failOn = new Option<string?>("--fail-on") { Description = "End with exit code 5 where a finding is of this level or worse: note, caution, warning or contraindicated. Default: never.", HelpName = "LEVEL" };
        var allow = new Option<bool>("--allow-unknown") { Description = "Names that are not understood are listed, and do not make the exit code 3. Default: they do." };
        var command = new Command("check", "Checks a list of drugs for interactions, allergies, duplicates and diagnoses: offline, without a model.") { drugs, file, allergies, diagnoses, failOn, allow };
        var (interactions, rules) = (new InteractionOptions(command), new RuleSettings(command));
        command.SetAction(async (parsed, ct) =>
        {
            var limit = parsed.GetValue(failOn) is { } word ? SeverityText.Parse(failOn.Name, word) : (Severity?)null;
            var request = await RequestOf(context, parsed.GetValue(drugs) ?? [], parsed.GetValue(file), parsed.GetValue(allergies)!, parsed.GetValue(diagnoses)!, ct).ConfigureAwait(false);
            var (knowledge, remarks) = (interactions.Of(parsed) ?? InteractionChoice.Shipped).Read(ct);
            foreach (var remark in remarks)
                context.Log.Line($"  {remark}");
            var report = new CheckService(knowledge, new CodeMaps(), new CodeNames(), rules.Of(parsed, s_none)).Check(request);
            CheckView.Show(context.Page, report);
            return End(context, report, limit, parsed.GetValue(allow));
        });
        return command;
    }

    private static async Task<CheckRequest> RequestOf(CliContext context, string[] drugs, string? file, string[] allergies, string[] diagnoses, CancellationToken ct)
    {
        var list = drugs.Contains("-") ? "-" : file;
        var given = list is null ? new CheckRequest([]) : CheckInput.Read(await TextOf(context, list, ct).ConfigureAwait(false), list == "-" ? "standard input" : list);
        return new CheckRequest([.. drugs.Where(drug => drug != "-"), .. given.Drugs], [.. given.Allergies ?? [], .. allergies], [.. given.Diagnoses ?? [], .. diagnoses]);
    }

    private static async Task<string> TextOf(CliContext context, string file, CancellationToken ct) => file == "-"
        ? await context.Streams.In.ReadToEndAsync(ct).ConfigureAwait(false)
        : TextFile.Read(Path.GetFullPath(file), CheckFaults.NoList);

    private static int End(CliContext context, CheckReport report, Severity? limit, bool allowUnknown)
    {
        var exit = report.Worst >= limit ? ExitCodes.SafetyFailed : ExitCodes.Fine;
        if (report.NotUnderstood.Count > 0 && !allowUnknown)
        {
            var fault = CheckFaults.NotUnderstood([.. report.NotUnderstood.Select(one => one.Nearest is null ? $"'{one.Given}'" : $"'{one.Given}' (did you mean '{one.Nearest}'?)")]).Fault;
            context.Streams.Error.WriteLine($"{fault.Code}: {fault.Message}");
            context.Streams.Error.WriteLine($"  {fault.Hint}");
            exit = exit == ExitCodes.Fine ? ExitCodes.BadInput : exit;
        }
        return context.Finish(report, exit);
    }
}
