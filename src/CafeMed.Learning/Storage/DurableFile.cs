using System.Runtime.InteropServices;

namespace CafeMed.Learning.Storage;

/// <summary>Replaces a file so that whoever reads it, even after the power went, finds the old content or the new one, whole.</summary>
/// <remarks>Written beside the target, flushed to the disk, renamed; then the folder is flushed too, for until then the new name itself may be lost.</remarks>
public static class DurableFile
{
    private const int ReadOnly = 0;

    /// <summary>Replaces a file; its folder must be there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="write">Writes the new content.</param>
    /// <exception cref="IOException">The disk is full, or something else failed: the earlier file is whole, and nothing is left beside it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Replace(FileInfo file, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(write);
        var beside = file.FullName + ".tmp";
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, file.FullName, overwrite: true);
            FlushFolder(file.DirectoryName!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(beside);
            throw;
        }
    }

    // Not every file system can do it, and Windows needs it not: what was renamed stays renamed there.
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows() || open(folder, ReadOnly) is not (>= 0 and var handle))
            return;
        _ = fsync(handle);
        _ = close(handle);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The failure to write is told; a left-over .tmp harms nobody.
        }
    }

    [DllImport("libc", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc")]
    private static extern int fsync(int handle);

    [DllImport("libc")]
    private static extern int close(int handle);
}
