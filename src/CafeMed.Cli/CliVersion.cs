using System.Collections.Immutable;
using System.Reflection;

namespace CafeMed.Cli;

/// <summary>Versions of the program and of what it stands on.</summary>
internal static class CliVersion
{
    /// <summary>The program's version.</summary>
    public static string Program { get; } = Of("cafemed");

    /// <summary>The program, the runtime and the native libraries, by name.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> All() =>
    [
        new("CafeMed", Program), new(".NET", Environment.Version.ToString()), new("TorchSharp", Of("TorchSharp")), new("DuckDB.NET", Of("DuckDB.NET.Data")),
    ];

    private static string Of(string assembly)
    {
        var found = Assembly.Load(assembly);
        return found.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? found.GetName().Version?.ToString(3) ?? "unknown";
    }
}
