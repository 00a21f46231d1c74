using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CafeMed.Tests.House;

public sealed partial class FaultTests
{
    private static readonly (string Project, char Digit)[] s_ranges =
    [
        ("CafeMed.Data", '1'), ("CafeMed.Core", '2'), ("CafeMed.Learning", '3'), ("CafeMed.Safety", '4'),
        ("CafeMed.Inference", '5'), ("CafeMed.Serving", '6'), ("CafeMed.Cli", '7'),
    ];

    [Fact]
    public void Codes_are_unique() => Findings.None(
        FaultText.All().GroupBy(fault => fault.Code).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(fault => fault.File))}"),
        "A code means one thing.");

    [Fact]
    public void Codes_lie_in_the_range_of_their_assembly() => Findings.None(
        from fault in FaultText.All()
        let digit = s_ranges.Single(range => fault.File.StartsWith($"src/{range.Project}/", StringComparison.Ordinal)).Digit
        where !Code().IsMatch(fault.Code) || fault.Code[2] != digit
        select $"{fault.File}: {fault.Code}",
        "CM1 is Data, CM2 Core, CM3 Learning, CM4 Safety, CM5 Inference, CM6 Serving, CM7 Cli; three digits follow.");

    [Fact]
    public void Every_fault_says_what_was_found_and_what_to_do() => Findings.None(
        FaultText.All().Where(fault => !Sentence(fault.Message) || !Sentence(fault.Hint)).Select(fault => $"{fault.File}: {fault.Code}: {fault.Message} | {fault.Hint}"),
        "Message and hint are sentences: a capital or a value first, and a mark at the end.");

    [Fact]
    public void Faults_are_worded_in_their_own_files_alone() => Findings.None(
        Repository.Sources("src").Where(file => !file.Name.Contains("Faults", StringComparison.Ordinal) && Repository.Read(file).Contains("new Fault(", StringComparison.Ordinal)).Select(Repository.Relative),
        "The wording of faults stands in Faults.cs, where it can be read together.");

    [Fact]
    public void Documented_codes_of_exceptions_exist()
    {
        var known = FaultText.All().Select(fault => fault.Code).ToHashSet(StringComparer.Ordinal);

        Findings.None(
            from file in Repository.Sources("src")
            from Match match in Mentioned().Matches(Repository.Read(file))
            where !known.Contains(match.Value)
            select $"{Repository.Relative(file)}: {match.Value}",
            "A code that documentation names must exist.");
    }

    [Fact]
    public void Docs_list_every_fault()
    {
        var text = new StringBuilder("""
            # Faults

            What the program says about bad input, with its code. Made from the `Faults.cs` files by `FaultTests`; do not edit by hand.
            Words in braces are filled in; `…` stands for a part that depends on the case. A code is never reused.

            """);
        foreach (var (project, digit) in s_ranges.OrderBy(range => range.Digit))
        {
            var faults = FaultText.All().Where(fault => fault.Code[2] == digit).OrderBy(fault => fault.Code, StringComparer.Ordinal).ToArray();
            if (faults.Length == 0)
                continue;
            text.Append(CultureInfo.InvariantCulture, $"\n## CM{digit}: {project}\n\n| code | message | what to do |\n|---|---|---|\n");
            foreach (var fault in faults)
                text.Append(CultureInfo.InvariantCulture, $"| {fault.Code} | {Cell(fault.Message)} | {Cell(fault.Hint)} |\n");
        }

        Accepted.Compare("docs/faults.md", text.ToString());
    }

    private static bool Sentence(string text) =>
        text.Length > 10 && !char.IsLower(text[0]) && text[^1] is '.' or '…' or '?' or '!' or '}' or ')' or '`';

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    [GeneratedRegex(@"^CM\d{4}$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\bCM\d{4}\b")]
    private static partial Regex Mentioned();
}
