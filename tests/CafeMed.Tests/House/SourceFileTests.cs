using System.Text.RegularExpressions;

namespace CafeMed.Tests.House;

public sealed partial class SourceFileTests
{
    private const int Longest = 300;

    [Fact]
    public void Files_can_be_read_in_one_sitting() => Findings.None(
        from file in All()
        let lines = Repository.Read(file).AsSpan().Count('\n')
        where lines > Longest
        select $"{Repository.Relative(file)}: {lines} lines",
        $"A file has at most {Longest} lines; past 150 look for the second thing it does.");

    [Fact]
    public void A_file_holds_one_public_type_and_bears_its_name() => Findings.None(
        from file in All()
        let types = PublicType().Matches(Repository.Read(file)).Select(match => match.Groups["name"].Value).Distinct().ToArray()
        where types.Length > 1 || (types.Length == 1 && types[0] != file.Name.Split('.')[0])
        select $"{Repository.Relative(file)}: {string.Join(", ", types)}",
        "One public type per file, and the file bears its name. Nested types go with their owner.");

    [Fact]
    public void Type_names_say_what_a_thing_is() => Findings.None(
        from file in Repository.Sources("src")
        let text = Repository.Read(file)
        where !text.Contains("[InterpolatedStringHandler]", StringComparison.Ordinal)
        from Match match in AnyType().Matches(text)
        where Empty().IsMatch(match.Groups["name"].Value)
        select $"{Repository.Relative(file)}: {match.Groups["name"].Value}",
        "Manager, Helper, Util, Processor, Handler and Info say nothing; docs/glossary.md has the words.");

    // The text names the directive that src must not have; nothing is switched off here.
    [Fact]
    public void Warnings_are_not_switched_off() => Offences(
        PragmaDisable(), "No '#pragma warning disable' in src; where a rule is wrong for the house, .editorconfig says so, with the reason.", "src");

    [Fact]
    public void Nothing_is_left_for_later_in_a_comment() => Offences(
        Later(), "Work that is left goes to the issue tracker, not into a comment.", "src");

    [Fact]
    public void Namespaces_are_file_scoped() => Offences(
        BlockNamespace(), "Namespaces are file-scoped.", "src", "tests", "bench");

    [Fact]
    public void Lines_end_as_in_every_other_file() => Findings.None(
        from file in All().Concat(Repository.Files("*.md", "docs")).Concat(Repository.Root.EnumerateFiles("*.md"))
        let text = Repository.Read(file)
        where text.Contains('\r') || text.Contains('\t') || !text.EndsWith('\n') || text.EndsWith("\n\n", StringComparison.Ordinal)
        select Repository.Relative(file),
        "Lines end in LF, files in one newline, and there are no tabs.");

    [Fact]
    public void Only_the_composition_root_writes_to_the_console() => Offences(
        ConsoleCall(), "Libraries return values; the console belongs to the Cli.",
        "src/CafeMed.Core", "src/CafeMed.Data", "src/CafeMed.Learning", "src/CafeMed.Safety");

    private static IEnumerable<FileInfo> All() => Repository.Sources("src", "tests", "bench");

    private static void Offences(Regex pattern, string rule, params string[] folders) => Findings.None(
        from file in Repository.Sources(folders)
        from line in File.ReadLines(file.FullName).Select((text, index) => (text, number: index + 1))
        where pattern.IsMatch(line.text)
        select $"{Repository.Relative(file)}:{line.number}: {line.text.Trim()}",
        rule);

    private const string Declaration = @"(?:(?:sealed|static|abstract|readonly|ref|partial|unsafe|file)\s+)*(?:class|record\s+struct|record\s+class|record|struct|enum|interface|delegate\s+[\w<>\[\]?,. ]+?)\s+(?<name>\w+)";

    [GeneratedRegex(@"^public\s+" + Declaration, RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected)\s+)*" + Declaration, RegexOptions.Multiline)]
    private static partial Regex AnyType();

    [GeneratedRegex(@"(Manager|Helper|Helpers|Util|Utils|Utility|Utilities|Processor|Handler|Info)$")]
    private static partial Regex Empty();

    [GeneratedRegex(@"#pragma\s+warning\s+disable")]
    private static partial Regex PragmaDisable();

    // The marks that people leave for later: the rule is that src has none, and the list is the rule's own.
    [GeneratedRegex(@"\b(TODO|HACK|FIXME|XXX)\b")]
    private static partial Regex Later();

    [GeneratedRegex(@"^namespace\s+[\w.]+\s*(\{|$)")]
    private static partial Regex BlockNamespace();

    [GeneratedRegex(@"\bConsole\.(Write|Error|Out|Read)")]
    private static partial Regex ConsoleCall();
}
