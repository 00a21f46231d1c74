using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace CafeMed.Tests.Serving;

/// <summary>The built program as a server: a process of its own, on a port of loopback that the system chose.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = [];

    private ServedProcess(Process process) => _process = process;

    public HttpClient Client { get; private set; } = null!;

    public int Port => Client.BaseAddress!.Port;

    public string Said => string.Join('\n', _said);

    public static async Task<ServedProcess> StartAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "cafemed.exe" : "cafemed");
        var start = new ProcessStartInfo(program, ["serve", .. arguments, "--urls", "http://127.0.0.1:0", "--set", "limits.requestsPerSecond=100000", "--set", "limits.burst=100000"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var served = new ServedProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        served._process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not { } text)
                return;
            served._said.Enqueue(text);
            if (text.IndexOf("Listening at ", StringComparison.Ordinal) is >= 0 and var at)
                listening.TrySetResult(new Uri(text[(at + 13)..].Split(';')[0]));
        };
        served._process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The server ended: {served.Said}"));
        served._process.Start();
        served._process.BeginErrorReadLine();
        served._process.BeginOutputReadLine();
        served.Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = await listening.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken) };
        return served;
    }

    /// <summary>Sends a JSON body.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Client.PostAsync(path, content, TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it without warning, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks it to stop (SIGTERM).</summary>
    public void Term()
    {
        using var asking = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        asking.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
