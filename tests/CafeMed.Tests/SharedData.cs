namespace CafeMed.Tests;

/// <summary>Open data that lies beside the checkout, where it lies there at all.</summary>
internal static class SharedData
{
    public static DirectoryInfo? Root { get; } = Find();

    public static DirectoryInfo Require(string folder)
    {
        var place = Root is null ? null : new DirectoryInfo(Path.Combine(Root.FullName, folder));
        if (place is not { Exists: true })
            Assert.Skip($"../shared/data/{folder} is not here.");
        return place;
    }

    private static DirectoryInfo? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CafeMed.slnx")))
                return new DirectoryInfo(Path.Combine(folder.FullName, "..", "shared", "data")) is { Exists: true } data ? data : null;
        return null;
    }
}
