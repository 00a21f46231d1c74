using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace CafeMed.Tests.Serving;

/// <summary>A FHIR server on loopback that answers as a test wants.</summary>
internal sealed class FakeFhir : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private Task _serving = Task.CompletedTask;

    public string Url { get; private init; } = "";

    public ConcurrentQueue<(string Path, string? Token)> Asked { get; } = [];

    public static async Task<FakeFhir> StartAsync(Func<string, (int Status, string Body)> answer) => await StartAsync(path => Task.FromResult(answer(path)));

    public static Task<FakeFhir> StartAsync(Func<string, Task<(int Status, string Body)>> answer)
    {
        for (var port = 20_000 + Environment.ProcessId % 20_000; ; port++)
        {
            var fake = new FakeFhir { Url = $"http://127.0.0.1:{port}" };
            fake._listener.Prefixes.Add(fake.Url + "/");
            try
            {
                fake._listener.Start();
            }
            catch (HttpListenerException) when (port < 60_000)
            {
                continue;
            }
            fake._serving = fake.ServeAsync(answer);
            return Task.FromResult(fake);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync(Func<string, Task<(int Status, string Body)>> answer)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            Asked.Enqueue((context.Request.RawUrl!, context.Request.Headers["Authorization"]));
            _ = AnswerAsync(context, answer);
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context, Func<string, Task<(int Status, string Body)>> answer)
    {
        try
        {
            var (status, body) = await answer(context.Request.RawUrl!);
            context.Response.StatusCode = status;
            if (status is 301 or 302)
                context.Response.RedirectLocation = body;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Who asked has gone.
        }
    }
}
