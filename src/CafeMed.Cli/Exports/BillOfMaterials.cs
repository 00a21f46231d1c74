using System.Text.Json;
using System.Text.Json.Nodes;

namespace CafeMed.Cli.Exports;

/// <summary>What the running program and a model stand on, as CycloneDX 1.5: packages with versions, hashes and licences, and sources of data.</summary>
/// <remarks>Source: cyclonedx.org, specification 1.5. Packages are read from the program's own list of dependencies.</remarks>
internal static class BillOfMaterials
{
    // By the beginning of the package's name, as its owners state it in the package.
    private static readonly (string Start, string Licence)[] s_licences =
    [
        ("Apache.Arrow", "Apache-2.0"), ("CafeMed", "Apache-2.0"), ("Dapper", "Apache-2.0"), ("DuckDB.NET", "MIT"), ("Fhir.Metrics", "BSD-3-Clause"), ("Google.OrTools", "Apache-2.0"),
        ("Google.Protobuf", "BSD-3-Clause"), ("Hl7.Fhir", "BSD-3-Clause"), ("libtorch-cpu", "MIT"), ("Microsoft.", "MIT"), ("Newtonsoft.Json", "MIT"), ("Npgsql", "PostgreSQL"),
        ("OpenTelemetry", "Apache-2.0"), ("SharpZipLib", "MIT"), ("SkiaSharp", "MIT"), ("Spectre.Console", "MIT"), ("SQLitePCLRaw", "Apache-2.0"), ("System.", "MIT"), ("TorchSharp", "MIT"),
        ("YamlDotNet", "MIT"),
    ];

    /// <summary>Where the running program lists what it depends on.</summary>
    public static FileInfo Dependencies => new(Path.Combine(AppContext.BaseDirectory, "cafemed.deps.json"));

    /// <summary>The bill as JSON.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="version">The program's version.</param>
    /// <param name="dependencies">From <see cref="Dependencies"/>; where it is missing, the bill says so.</param>
    /// <param name="sources">Of data: name, and what is known of it.</param>
    /// <param name="time">When.</param>
    public static string Of(string name, string version, FileInfo dependencies, IEnumerable<(string Name, string Description)> sources, TimeProvider time)
    {
        var libraries = dependencies.Exists ? Libraries(File.ReadAllText(dependencies.FullName)) : [];
        var bill = new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.5",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["timestamp"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
                ["component"] = new JsonObject { ["type"] = "machine-learning-model", ["bom-ref"] = "model", ["name"] = name, ["version"] = version },
                ["properties"] = new JsonArray(new JsonObject { ["name"] = "cafemed:packages", ["value"] = dependencies.Exists ? "of the program that wrote the bundle" : "not known: the program has no list of dependencies" }),
            },
            ["components"] = new JsonArray([.. libraries, .. sources.Select((source, i) => Data(i, source.Name, source.Description))]),
        };
        return bill.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
    }

    /// <summary>The licence of a package, by SPDX identifier, or <see langword="null"/> where it is not known.</summary>
    public static string? LicenceOf(string package) =>
        s_licences.FirstOrDefault(licence => package.StartsWith(licence.Start, StringComparison.OrdinalIgnoreCase)).Licence;

    private static IEnumerable<JsonNode> Libraries(string dependencies)
    {
        using var document = JsonDocument.Parse(dependencies);
        foreach (var library in document.RootElement.GetProperty("libraries").EnumerateObject().OrderBy(library => library.Name, StringComparer.Ordinal))
        {
            var (name, version) = (library.Name.Split('/')[0], library.Name.Split('/')[^1]);
            var component = new JsonObject { ["type"] = "library", ["bom-ref"] = library.Name, ["name"] = name, ["version"] = version };
            if (library.Value.GetProperty("type").GetString() == "package")
                component["purl"] = $"pkg:nuget/{name}@{version}";
            if (library.Value.TryGetProperty("sha512", out var hash) && hash.GetString() is { Length: > 7 } text)
                component["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(text["sha512-".Length..])) });
            if (LicenceOf(name) is { } licence)
                component["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = licence } });
            yield return component;
        }
    }

    private static JsonObject Data(int number, string name, string description) =>
        new() { ["type"] = "data", ["bom-ref"] = $"data-{number + 1}", ["name"] = name, ["description"] = description };
}
