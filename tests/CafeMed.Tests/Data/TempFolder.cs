using System.IO.Compression;

namespace CafeMed.Tests.Data;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public DirectoryInfo Root { get; } = Directory.CreateTempSubdirectory("cafemed-test-");

    public DirectoryInfo Sub(string name) => new(Path.Combine(Root.FullName, name));

    public FileInfo File(string name) => new(Path.Combine(Root.FullName, name));

    public FileInfo Write(string name, string text)
    {
        var file = File(name);
        file.Directory!.Create();
        System.IO.File.WriteAllText(file.FullName, text);
        return file;
    }

    public FileInfo Zip(string name, string text)
    {
        var file = File(name);
        file.Directory!.Create();
        using var zip = new StreamWriter(new GZipStream(file.Create(), CompressionLevel.Fastest));
        zip.Write(text);
        return file;
    }

    public void Dispose() => Root.Delete(recursive: true);
}
