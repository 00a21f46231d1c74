using System.Reflection;

namespace CafeMed.Tests.House;

/// <summary>The assemblies of the product, by the projects that are there.</summary>
internal static class Assemblies
{
    /// <summary>Every project under src, the program included.</summary>
    public static IReadOnlyList<Assembly> Product { get; } = [.. Names().Select(Assembly.Load)];

    private static IEnumerable<string> Names() => Repository.Files("*.csproj", "src")
        .Select(file => Path.GetFileNameWithoutExtension(file.Name))
        .Select(project => project == "CafeMed.Cli" ? "cafemed" : project);
}
