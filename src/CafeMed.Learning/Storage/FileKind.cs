namespace CafeMed.Learning.Storage;

/// <summary>What a file says it is.</summary>
internal static class FileKind
{
    /// <summary>Does nothing where the file is of that kind and version.</summary>
    public static void Require(FileInfo file, Dictionary<string, string> texts, string kind, string version)
    {
        var (foundKind, foundVersion) = (texts.GetValueOrDefault("kind", "unknown"), texts.GetValueOrDefault("version", "unknown"));
        if (foundKind != kind || foundVersion != version)
            throw Faults.OtherKind(file.FullName, foundKind, foundVersion, kind, version);
    }
}
