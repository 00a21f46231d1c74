using System.ComponentModel;
using System.Diagnostics;

namespace CafeMed.Tests;

/// <summary>A disk of a few kilobytes, to be filled: a tmpfs over a folder, unmounted at the end.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(DirectoryInfo folder) => Folder = folder;

    public DirectoryInfo Folder { get; }

    /// <summary>Mounts it over <paramref name="folder"/>, which is made; skips the test where that is not allowed.</summary>
    public static SmallDisk Over(DirectoryInfo folder, int kilobytes)
    {
        folder.Create();
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder.FullName) != 0)
            Assert.Skip("Needs a small tmpfs, which only root may mount.");
        return new SmallDisk(folder);
    }

    /// <summary>Makes it larger or smaller.</summary>
    public void Resize(int kilobytes) => Assert.Equal(0, Run("mount", "-o", $"remount,size={kilobytes}k", Folder.FullName));

    public void Dispose() => Run("umount", Folder.FullName);

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return -1;
        }
    }
}
