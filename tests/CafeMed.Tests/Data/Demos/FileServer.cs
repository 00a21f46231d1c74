using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace CafeMed.Tests.Data.Demos;

/// <summary>A real HTTP server on this machine, with ranges, that can lose a connection when a test wants it to.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public FileServer()
    {
        _listener.Start();
        _loop = Task.Run(LoopAsync);
    }

    public ConcurrentDictionary<string, byte[]> Files { get; } = [];

    /// <summary>Requests so far, as <c>path</c> or <c>path from=N</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>By path, after how many bytes of the body the connection is lost, and how often still.</summary>
    public ConcurrentDictionary<string, (int After, int Times)> Breaks { get; } = [];

    public bool KnowsRanges { get; init; } = true;

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public void Add(string path, byte[] bytes) => Files[path] = bytes;

    /// <summary>Writes the list of sums over all files below <paramref name="folder"/>.</summary>
    public void AddSums(string folder) => Files[$"{folder}SHA256SUMS.txt"] = Encoding.UTF8.GetBytes(string.Concat(
        Files.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Value))} {file.Key[folder.Length..]}\n")));

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _loop.Wait(TimeSpan.FromSeconds(5));
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                try
                {
                    await AnswerAsync(client);
                }
                catch (IOException)
                {
                    // The other side went away, which is its right.
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var path = (await reader.ReadLineAsync(_stop.Token))?.Split(' ')[1].TrimStart('/') ?? "";
        var from = 0;
        for (string? line; (line = await reader.ReadLineAsync(_stop.Token)) is { Length: > 0 };)
            if (KnowsRanges && line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                from = int.Parse(line[13..].TrimEnd('-'), CultureInfo.InvariantCulture);
        Requests.Enqueue(from > 0 ? $"{path} from={from}" : path);
        if (!Files.TryGetValue(path, out var bytes))
            await SendAsync(stream, "404 Not Found", [], "");
        else if (from >= bytes.Length && from > 0)
            await SendAsync(stream, "416 Range Not Satisfiable", [], "");
        else
        {
            var body = bytes[from..];
            var cut = body.Length;
            if (Breaks.TryGetValue(path, out var lost) && lost.Times > 0 && lost.After < body.Length)
                (cut, Breaks[path]) = (lost.After, (lost.After, lost.Times - 1));
            await SendAsync(stream, from > 0 ? "206 Partial Content" : "200 OK", body, from > 0 ? $"Content-Range: bytes {from}-{bytes.Length - 1}/{bytes.Length}\r\n" : "", cut);
        }
    }

    private async Task SendAsync(NetworkStream stream, string status, byte[] body, string headers, int? cut = null)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{headers}Connection: close\r\n\r\n"), _stop.Token);
        await stream.WriteAsync(body.AsMemory(0, cut ?? body.Length), _stop.Token);
        await stream.FlushAsync(_stop.Token);
    }
}
