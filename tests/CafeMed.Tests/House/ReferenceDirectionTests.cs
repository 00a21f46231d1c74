using System.Xml.Linq;

namespace CafeMed.Tests.House;

public sealed class ReferenceDirectionTests
{
    private static readonly string[] s_siblings = ["CafeMed.Data", "CafeMed.Learning", "CafeMed.Inference", "CafeMed.Safety", "CafeMed.Serving"];

    // Serving is the one room above its siblings: it puts what they make on the wire (docs/decisions/0014). Learning is not among them: a server needs no torch.
    private static readonly string[] s_servingStandsOn = ["CafeMed.Core", "CafeMed.Data", "CafeMed.Inference", "CafeMed.Safety"];

    // Whoever is not named here may be used by Core's siblings only after a decision note says by whom.
    private static readonly Dictionary<string, string> s_packageHomes = new(StringComparer.Ordinal)
    {
        ["DuckDB.NET.Data.Full"] = "CafeMed.Data",
        ["Npgsql"] = "CafeMed.Data",
        ["Google.OrTools"] = "CafeMed.Safety",
        ["TorchSharp"] = "CafeMed.Learning",
        ["libtorch-cpu-linux-x64"] = "CafeMed.Learning",
        ["libtorch-cpu-win-x64"] = "CafeMed.Learning",
        ["libtorch-cpu-osx-arm64"] = "CafeMed.Learning",
        ["Microsoft.ML.OnnxRuntime"] = "CafeMed.Inference",
        ["Microsoft.AspNetCore.Authentication.JwtBearer"] = "CafeMed.Serving",
        ["Microsoft.AspNetCore.OpenApi"] = "CafeMed.Serving",
        ["Microsoft.Data.Sqlite"] = "CafeMed.Serving",
        ["Dapper"] = "CafeMed.Serving",
        ["OpenTelemetry.Exporter.OpenTelemetryProtocol"] = "CafeMed.Serving",
        ["OpenTelemetry.Extensions.Hosting"] = "CafeMed.Serving",
        ["OpenTelemetry.Instrumentation.AspNetCore"] = "CafeMed.Serving",
        ["OpenTelemetry.Instrumentation.Runtime"] = "CafeMed.Serving",
        ["Spectre.Console"] = "CafeMed.Cli",
        ["System.CommandLine"] = "CafeMed.Cli",
        ["YamlDotNet"] = "CafeMed.Cli",
    };

    [Fact]
    public void Core_references_nothing() => Assert.Empty(References("CafeMed.Core").Concat(Packages("CafeMed.Core")));

    [Fact]
    public void Siblings_reference_core_alone() => Findings.None(
        s_siblings.Where(Exists).SelectMany(sibling => References(sibling).Where(used => !Allowed(sibling, used)).Select(used => $"{sibling} -> {used}")),
        "Data, Learning, Safety and their siblings know Core and not each other (docs/decisions/0001).");

    [Fact]
    public void Every_package_of_a_product_project_is_at_home_there() => Findings.None(
        Projects("src").SelectMany(project => Packages(project)
            .Where(package => s_packageHomes.GetValueOrDefault(package) != project && !(package == "Npgsql" && project == "CafeMed.Serving"))
            .Select(package => $"{project} uses {package}")),
        "A package belongs to one project (docs/decisions/0002). A new one needs a decision note and a line in this test.");

    [Fact]
    public void Namespaces_of_siblings_do_not_meet_in_source() => Findings.None(
        from sibling in s_siblings
        from file in Repository.Sources($"src/{sibling}")
        from other in s_siblings
        where other != sibling && !Allowed(sibling, other) && Repository.Read(file).Contains(other + ".", StringComparison.Ordinal)
        select $"{Repository.Relative(file)} names {other}",
        "A sibling is not named in a sibling's source.");

    private static bool Allowed(string sibling, string used) => used == "CafeMed.Core" || (sibling == "CafeMed.Serving" && s_servingStandsOn.Contains(used));

    private static bool Exists(string project) => Repository.File($"src/{project}/{project}.csproj").Exists;

    private static IEnumerable<string> Projects(string folder) =>
        Repository.Files("*.csproj", folder).Select(file => Path.GetFileNameWithoutExtension(file.Name));

    private static IEnumerable<string> References(string project) =>
        Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    private static IEnumerable<string> Packages(string project) => Items(project, "PackageReference");

    private static IEnumerable<string> Items(string project, string item) =>
        XDocument.Load(Repository.File($"src/{project}/{project}.csproj").FullName).Descendants(item).Select(found => (string)found.Attribute("Include")!);
}
