using System.Text.RegularExpressions;

namespace CafeMed.Tests.House;

public sealed partial class DocumentTests
{
    [Fact]
    public void Links_to_files_lead_somewhere() => Findings.None(
        from file in Documents()
        from Match match in Link().Matches(Prose(file))
        let target = match.Groups["target"].Value
        where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#') && !target.StartsWith("mailto:", StringComparison.Ordinal)
        let path = Path.Combine(file.DirectoryName!, Uri.UnescapeDataString(target.Split('#')[0]))
        where !File.Exists(path) && !Directory.Exists(path)
        select $"{Repository.Relative(file)}: {target}",
        "Every link to a local file leads to a file.");

    [Fact]
    public void Links_to_headings_lead_somewhere() => Findings.None(
        from file in Documents()
        from Match match in Link().Matches(Prose(file))
        let target = match.Groups["target"].Value
        where !target.Contains("://", StringComparison.Ordinal) && target.Contains('#')
        let parts = target.Split('#')
        let path = parts[0].Length == 0 ? file : new FileInfo(Path.Combine(file.DirectoryName!, parts[0]))
        where path is { Exists: true, Extension: ".md" } && !Anchors(path).Contains(parts[1])
        select $"{Repository.Relative(file)}: {target}",
        "Every link to a heading leads to a heading.");

    [Fact]
    public void Paths_in_the_tour_exist()
    {
        if (!Repository.File("tests/CafeMed.Tests/StraightLineTests.cs").Exists)
            Assert.Skip("The line is not complete yet: StraightLineTests.cs, where the tour starts, is missing.");

        Findings.None(
            from Match match in SourcePath().Matches(Repository.Read(Repository.File("docs/tour.md")))
            let path = match.Groups["path"].Value
            where !Repository.File(path).Exists && !Directory.Exists(Repository.File(path).FullName)
            select path,
            "docs/tour.md sends readers to files that exist.");
    }

    [Fact]
    public void Commands_in_documents_exist()
    {
        var program = string.Join('\n', Repository.Sources("src/CafeMed.Cli").Select(Repository.Read));
        var verbs = Verb().Matches(program).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        if (verbs.Count == 0)
            Assert.Skip("The program has no commands yet.");

        Findings.None(
            from file in Documents()
            from Match call in Call().Matches(Repository.Read(file))
            from wrong in Wrong(call.Groups["rest"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries), verbs, program)
            select $"{Repository.Relative(file)}: {call.Value.Trim()}: {wrong}",
            "Every command that a document shows has verbs and options that the program has.");
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps_and_say_what_was_given_up()
    {
        var notes = Repository.Files("*.md", "docs/decisions").ToArray();

        Assert.Equal(Enumerable.Range(1, notes.Length).Select(number => $"{number:0000}"), notes.Select(note => note.Name.Split('-')[0]));
        Findings.None(
            from note in notes
            from heading in new[] { "## Context", "## Choice", "## What we gave up" }
            where !Repository.Read(note).Contains(heading, StringComparison.Ordinal)
            select $"{note.Name} lacks '{heading}'",
            "A decision has a context, a choice and a price.");
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("LICENSE")]
    [InlineData("NOTICE")]
    [InlineData("CHANGELOG.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("SECURITY.md")]
    [InlineData("CITATION.cff")]
    [InlineData("docs/tour.md")]
    [InlineData("docs/glossary.md")]
    public void The_documents_of_a_public_project_are_there(string path) => Assert.True(Repository.File(path) is { Exists: true, Length: > 200 }, path);

    private static IEnumerable<string> Wrong(string[] words, HashSet<string> verbs, string program)
    {
        if (words.Length > 0 && IsVerb(words[0]) && !verbs.Contains(words[0]))
            yield return $"no verb '{words[0]}'";
        if (words.Length > 1 && words[0] == "data" && IsVerb(words[1]) && !verbs.Contains(words[1]))
            yield return $"no verb 'data {words[1]}'";
        foreach (var option in words.Where(word => Option().IsMatch(word)).Select(word => word.Trim('[', ']', '`', ',', '.').Split('=')[0]))
            if (option is not ("--help" or "--version") && !program.Contains($"\"{option}\"", StringComparison.Ordinal))
                yield return $"no option '{option}'";
    }

    private static bool IsVerb(string word) => word.All(char.IsAsciiLetterLower);

    private static IEnumerable<FileInfo> Documents() =>
        Repository.Root.EnumerateFiles("*.md").Concat(Repository.Files("*.md", "docs", "bench", "data", "experiments"));

    private static string Prose(FileInfo file) => Fence().Replace(Repository.Read(file), "");

    private static HashSet<string> Anchors(FileInfo file) =>
        [.. Heading().Matches(Prose(file)).Select(match => NotInAnchor().Replace(match.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#+\s+(?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"`(?<path>(?:src|tests|bench|eng|docs)/[\w./-]+)`")]
    private static partial Regex SourcePath();

    [GeneratedRegex(@"new Command\(\s*""(?<name>[\w-]+)""")]
    private static partial Regex Verb();

    [GeneratedRegex(@"(?:dotnet run [^\n`]*?--project \S*CafeMed\.Cli\S* -- |(?:^|`)cafemed )(?<rest>[^\n`#|]*)", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"^\[?--[a-z]")]
    private static partial Regex Option();
}
