namespace CafeMed.Cli.Runs;

/// <summary>Where open data sets are downloaded from.</summary>
internal static class DownloadPlace
{
    /// <summary>The variable that names a copy of the publisher's file server, such as a hospital's own.</summary>
    public const string Variable = "CAFEMED_DEMO_BASE";

    /// <summary>The publisher's own server, or the one that <paramref name="asked"/> names: https, or http on this machine.</summary>
    /// <exception cref="CafeMedException"><c>CM7030</c>: it is no such address.</exception>
    public static Uri Of(string? asked)
    {
        if (string.IsNullOrWhiteSpace(asked))
            return Data.Demos.DemoSet.Publisher;
        return Uri.TryCreate(asked.TrimEnd('/') + "/", UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address is { Scheme: "http", IsLoopback: true })
            ? address
            : throw MappingFaults.BadBase(Variable, asked);
    }
}
