namespace CafeMed.Tests;

/// <summary>Open data that lies beside the clone and is never part of it. Tests that need it are skipped, by name, where it is absent.</summary>
internal static class SharedData
{
    /// <summary>The folder <c>../shared/data</c>, or <see langword="null"/> where there is none.</summary>
    public static DirectoryInfo? Root { get; } =
        new DirectoryInfo(Path.Combine(Repository.Root.FullName, "..", "shared", "data")) is { Exists: true } found ? found : null;

    /// <summary>The data set in <paramref name="folder"/>; skips the test where it is absent.</summary>
    public static DirectoryInfo Require(string folder)
    {
        var path = Root is null ? null : new DirectoryInfo(Path.Combine(Root.FullName, folder));
        if (path is not { Exists: true })
            Assert.Skip($"Needs ../shared/data/{folder}, which is not there.");
        return path;
    }
}
