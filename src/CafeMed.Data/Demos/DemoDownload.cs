using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;

namespace CafeMed.Data.Demos;

/// <summary>Downloads an open data set from its publisher: goes on where it stopped, and uses no file whose sum is wrong.</summary>
/// <remarks>
/// A file is written as <c>NAME.part</c>, checked, and only then given its name. One with a wrong sum is put aside as <c>NAME.wrong</c>. A lost
/// connection is taken up again up to <see cref="Attempts"/> times a file before it is a fault. For one download at a time.
/// </remarks>
public sealed class DemoDownload(HttpClient client, Uri publisher, TimeProvider time)
{
    /// <summary>How often a file is tried.</summary>
    public const int Attempts = 4;

    private static readonly TimeSpan s_stalled = TimeSpan.FromSeconds(60);

    private int _downloaded;
    private int _kept;
    private int _resumed;
    private long _bytes;

    /// <summary>Seconds before a lost connection is taken up again, times the attempt; default: 1.</summary>
    public double Pause { get; init; } = 1;

    /// <summary>Leaves <paramref name="set"/> in <paramref name="folder"/>, as its publisher has it.</summary>
    /// <exception cref="CafeMedException">
    /// <c>CM1121</c>: the publisher cannot be reached. <c>CM1122</c>: a file is not there. <c>CM1123</c>: a file's sum is wrong. <c>CM1124</c>: the list of sums is none.
    /// <c>CM1125</c>: the disk is full, or the folder may not be written.
    /// </exception>
    public async Task<DemoReceipt> RunAsync(DemoSet set, DirectoryInfo folder, IProgress<DemoProgress> progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(progress);
        (_downloaded, _kept, _resumed, _bytes) = (0, 0, 0, 0);
        var root = new Uri(publisher, set.Folder);
        OnDisk(folder.FullName, () => Directory.CreateDirectory(folder.FullName));
        var files = set.Files.IsEmpty ? await SumsAsync(root, ct).ConfigureAwait(false) : set.Files;
        foreach (var (index, file) in files.Index())
        {
            ct.ThrowIfCancellationRequested();
            var place = Path.Combine(folder.FullName, file.Path);
            OnDisk(place, () => Directory.CreateDirectory(Path.GetDirectoryName(place)!));
            var here = new DemoProgress(file.Path, index + 1, files.Length, 0, null, false, false);
            if (await IsWholeAsync(place, file, ct).ConfigureAwait(false))
                _kept++;
            else
                here = await FetchAsync(new Uri(root, Uri.EscapeDataString(file.Path).Replace("%2F", "/", StringComparison.Ordinal)), file, place, here, progress, ct).ConfigureAwait(false);
            progress.Report(here with { Bytes = new FileInfo(place).Length, Length = new FileInfo(place).Length, Done = true, Kept = here.Bytes == 0 && here.Length is null });
        }
        return new(_downloaded, _kept, _resumed, _bytes, set.Files.IsEmpty ? $"the publisher's {DemoSums.Name}, fetched first" : "this program, which has the publisher's sums");
    }

    private async Task<ImmutableArray<DemoFile>> SumsAsync(Uri root, CancellationToken ct)
    {
        var address = new Uri(root, DemoSums.Name);
        for (var attempt = 1; ; attempt++)
            try
            {
                using var response = await client.GetAsync(address, ct).ConfigureAwait(false);
                Refuse(address, response);
                return DemoSums.Parse(await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false), address);
            }
            catch (Exception exception) when (IsLost(exception, ct))
            {
                await AgainAsync(address, attempt, exception, ct).ConfigureAwait(false);
            }
    }

    private async Task<DemoProgress> FetchAsync(Uri address, DemoFile file, string place, DemoProgress here, IProgress<DemoProgress> progress, CancellationToken ct)
    {
        var part = $"{place}.part";
        var begun = File.Exists(part) && new FileInfo(part).Length > 0;
        for (var attempt = 1; ; attempt++)
            try
            {
                here = await ReadAsync(address, part, here, progress, ct).ConfigureAwait(false);
                break;
            }
            catch (Exception exception) when (IsLost(exception, ct))
            {
                await AgainAsync(address, attempt, exception, ct).ConfigureAwait(false);
                begun = true;
            }
        var found = await OnDiskAsync(part, () => SumAsync(part, ct)).ConfigureAwait(false);
        if (found != file.Sha256)
        {
            OnDisk(place, () => File.Move(part, $"{place}.wrong", overwrite: true));
            throw MappingFaults.WrongSum(place, found, file.Sha256, $"{place}.wrong");
        }
        OnDisk(place, () => File.Move(part, place, overwrite: true));
        _downloaded++;
        _resumed += begun ? 1 : 0;
        return here;
    }

    private async Task<DemoProgress> ReadAsync(Uri address, string part, DemoProgress here, IProgress<DemoProgress> progress, CancellationToken ct)
    {
        var begun = OnDisk(part, () => File.Exists(part) ? new FileInfo(part).Length : 0);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (begun > 0)
            request.Headers.Range = new(begun, null);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        // Nothing is behind the end: the file may be whole already, and its sum will tell.
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && begun > 0)
            return here with { Bytes = begun, Length = begun };
        Refuse(address, response);
        // A server that does not know ranges begins at the beginning.
        var goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == begun;
        var length = response.Content.Headers.ContentLength + (goesOn ? begun : 0);
        // No buffer: one that cannot be written fails a second time when it is closed, and would look like the network's fault.
        await using var target = OnDisk(part, () => new FileStream(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0));
        await using var source = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        here = here with { Bytes = goesOn ? begun : 0, Length = length };
        var buffer = new byte[1 << 16];
        for (int read; (read = await NextAsync(source, buffer, ct).ConfigureAwait(false)) > 0;)
        {
            await OnDiskAsync(part, async () =>
            {
                await target.WriteAsync(buffer.AsMemory(0, read), ct).ConfigureAwait(false);
                return read;
            }).ConfigureAwait(false);
            _bytes += read;
            progress.Report(here = here with { Bytes = here.Bytes + read });
        }
        return length is { } whole && here.Bytes < whole
            ? throw new HttpRequestException($"the connection ended after {here.Bytes} of {whole} bytes")
            : here;
    }

    private static async Task<int> NextAsync(Stream source, byte[] buffer, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(s_stalled);
        return await source.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
    }

    // The server's own trouble may pass; "not there" does not.
    private static void Refuse(Uri address, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status is >= 400 and < 500 and not 408 and not 429)
            throw MappingFaults.NotThere(address, status);
        response.EnsureSuccessStatusCode();
    }

    private async Task AgainAsync(Uri address, int attempt, Exception exception, CancellationToken ct)
    {
        if (attempt >= Attempts)
            throw MappingFaults.NotReached(address, exception.GetBaseException().Message.Split('\n')[0], exception);
        await Task.Delay(TimeSpan.FromSeconds(Pause * attempt), time, ct).ConfigureAwait(false);
    }

    // A fault of the disk is a CafeMedException by now, so what is left of IOException is the network's.
    private static bool IsLost(Exception exception, CancellationToken ct) =>
        exception is HttpRequestException or IOException || exception is OperationCanceledException && !ct.IsCancellationRequested;

    private static async Task<bool> IsWholeAsync(string place, DemoFile file, CancellationToken ct)
    {
        if (!File.Exists(place))
            return false;
        if (await OnDiskAsync(place, () => SumAsync(place, ct)).ConfigureAwait(false) == file.Sha256)
            return true;
        OnDisk(place, () => File.Move(place, $"{place}.wrong", overwrite: true));
        return false;
    }

    private static async Task<string> SumAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct).ConfigureAwait(false));
    }

    private static void OnDisk(string path, Action act) => OnDisk(path, () =>
    {
        act();
        return true;
    });

    private static T OnDisk<T>(string path, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw MappingFaults.DiskRefused(path, exception);
        }
    }

    private static async Task<T> OnDiskAsync<T>(string path, Func<Task<T>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw MappingFaults.DiskRefused(path, exception);
        }
    }
}
