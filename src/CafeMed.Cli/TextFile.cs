namespace CafeMed.Cli;

/// <summary>Reads a file that somebody named on the command line.</summary>
internal static class TextFile
{
    /// <summary>The text of a file.</summary>
    /// <param name="path">Its whole path.</param>
    /// <param name="missing">The fault where there is no such file.</param>
    /// <exception cref="CafeMedException">The fault of <paramref name="missing"/>; <c>CM7014</c>: it is a folder, or cannot be read.</exception>
    public static string Read(string path, Func<string, CafeMedException> missing)
    {
        if (Directory.Exists(path))
            throw Faults.IsAFolder(path);
        if (!File.Exists(path))
            throw missing(path);
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.Unreadable(path, exception);
        }
    }
}
