using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CafeMed.Tests.House;

public sealed partial class PackageTests
{
    [Fact]
    public void Versions_stand_in_one_file() => Findings.None(
        from file in ProjectFiles()
        from reference in XDocument.Load(file.FullName).Descendants("PackageReference")
        where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null || reference.Element("Version") is not null
        select $"{Repository.Relative(file)}: {reference.Attribute("Include")?.Value}",
        "Versions stand in Directory.Packages.props, nowhere else.");

    [Fact]
    public void Versions_do_not_float() => Findings.None(
        Central().Where(package => !Exact().IsMatch(package.Version)).Select(package => $"{package.Name} {package.Version}"),
        "A version is one version: the same clone builds the same program next year.");

    [Fact]
    public void Every_central_version_is_used()
    {
        var used = ProjectFiles()
            .SelectMany(file => XDocument.Load(file.FullName).Descendants("PackageReference"))
            .Select(reference => (string)reference.Attribute("Include")!)
            .ToHashSet(StringComparer.Ordinal);

        Findings.None(
            Central().Where(package => !package.Transitive && !used.Contains(package.Name)).Select(package => package.Name),
            "A version that nobody uses goes, or moves to the group of transitive pins.");
    }

    [Fact]
    public void Every_used_package_has_a_central_version()
    {
        var known = Central().Select(package => package.Name).ToHashSet(StringComparer.Ordinal);

        Findings.None(
            from file in ProjectFiles()
            from reference in XDocument.Load(file.FullName).Descendants("PackageReference")
            let name = (string)reference.Attribute("Include")!
            where !known.Contains(name)
            select $"{Repository.Relative(file)}: {name}",
            "Every package has its version in Directory.Packages.props.");
    }

    private static IEnumerable<FileInfo> ProjectFiles() =>
        Repository.Files("*.csproj", "src", "tests", "bench").Append(Repository.File("Directory.Build.props"));

    private static IEnumerable<(string Name, string Version, bool Transitive)> Central() =>
        from package in XDocument.Load(Repository.File("Directory.Packages.props").FullName).Descendants("PackageVersion")
        select ((string)package.Attribute("Include")!, (string)package.Attribute("Version")!,
            ((string?)package.Parent!.Attribute("Label") ?? "").StartsWith("transitive", StringComparison.Ordinal));

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[\w.]+)?$")]
    private static partial Regex Exact();
}
