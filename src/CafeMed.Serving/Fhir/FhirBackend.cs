using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using CafeMed.Data.Fhir;
using CafeMed.Serving.Operations;
using CafeMed.Serving.Options;
using CafeMed.Serving.Security;
using Microsoft.Extensions.Logging;

namespace CafeMed.Serving.Fhir;

/// <summary>Asks FHIR servers for what a request did not bring: allowed ones alone, no redirects, bounded in time, size and pages.</summary>
internal sealed class FhirBackend : IDisposable
{
    private const int LongestToken = 16_384;
    private readonly HttpClient _client;
    private readonly HashSet<string> _allowed;
    private readonly FhirOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<FhirBackend> _log;

    public FhirBackend(ServerOptions options, TimeProvider time, ILogger<FhirBackend> log)
    {
        (_options, _time, _log) = (options.Fhir, time, log);
        foreach (var server in _options.Servers)
            if (!Uri.TryCreate(server, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) || url.UserInfo.Length > 0 || url.Query.Length > 0)
                throw StartFaults.BadSetting("fhir.servers", $"'{server}' is neither https nor loopback, or has more than an address");
        _allowed = _options.Servers.Select(server => server.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, MaxConnectionsPerServer = 32, PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectTimeout = TimeSpan.FromSeconds(_options.TimeoutSeconds), MaxResponseHeadersLength = 32,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Whether this server is asked.</summary>
    public bool Allows(string? server) => server is not null && _allowed.Contains(server.TrimEnd('/'));

    /// <summary>Asks all <paramref name="queries"/> at once, then what is still wanted once they are there, all within the budget of one request.</summary>
    /// <returns>What came, by key, and why the rest did not.</returns>
    public async Task<(Dictionary<string, ReadOnlyMemory<byte>> Got, Dictionary<string, string> Missing)> AskAsync(
        string server, string? token, IReadOnlyDictionary<string, string> queries, Func<IEnumerable<ReadOnlyMemory<byte>>, IReadOnlyDictionary<string, string>> then, CancellationToken ct)
    {
        var (got, missing) = (new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        using var budget = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TimeoutSeconds), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, ct);
        await WaveAsync(queries).ConfigureAwait(false);
        if (then(got.Values) is { Count: > 0 } more)
            await WaveAsync(more).ConfigureAwait(false);
        return (got, missing);

        async Task WaveAsync(IReadOnlyDictionary<string, string> wave)
        {
            var all = await Task.WhenAll(wave.Select(async query => (query.Key, Answer: await OneAsync(server.TrimEnd('/'), token, query.Value, both.Token, ct).ConfigureAwait(false)))).ConfigureAwait(false);
            foreach (var (key, (body, why)) in all)
            {
                if (body is { } found)
                    got[key] = found;
                if (why is null)
                    continue;
                missing[key] = why;
                // The kind alone: an identifier is no business of the log.
                Lines.Fhir(_log, MedicationReferences.IsKey(key) ? "Medication" : key, why);
            }
        }
    }

    private async Task<(ReadOnlyMemory<byte>? Body, string? Why)> OneAsync(string server, string? token, string query, CancellationToken both, CancellationToken ct)
    {
        try
        {
            return await PagesAsync(server, token, query, both).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, "the FHIR server did not answer in time");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (null, "the FHIR server could not be reached, or its answer broke off");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, "the FHIR server answered with something else than FHIR");
        }
    }

    private async Task<(ReadOnlyMemory<byte>? Body, string? Why)> PagesAsync(string server, string? token, string query, CancellationToken ct)
    {
        var (whole, entries, size, next, why) = (new ArrayBufferWriter<byte>(), 0, 0L, $"{server}/{query}", (string?)null);
        using (var json = new Utf8JsonWriter(whole))
        {
            for (var page = 0; ; page++)
            {
                var (body, refused) = await GetAsync(next, token, _options.AnswerBytes - size, ct).ConfigureAwait(false);
                if (body is null && page == 0)
                    return (null, refused);
                if (body is null)
                {
                    why = $"only the first {NamedCode.Count(page, "page")}: {refused}";
                    break;
                }
                size += body.Length;
                using var document = JsonDocument.Parse(body, Json.ServingJson.Reading);
                if (document.RootElement.Text("resourceType") is not { } type)
                    return (null, "the FHIR server answered with something else than FHIR");
                if (type != "Bundle")
                    return type == "OperationOutcome" ? (null, "the FHIR server answered with an error") : (body, null);
                if (page == 0)
                {
                    json.WriteStartObject();
                    json.WriteString("resourceType", "Bundle");
                    json.WriteString("type", "collection");
                    json.WriteStartArray("entry");
                }
                foreach (var entry in document.RootElement.List("entry"))
                {
                    entry.WriteTo(json);
                    entries++;
                }
                if (document.RootElement.List("link").FirstOrDefault(link => link.Text("relation") == "next").Text("url") is not { } url)
                    break;
                if (page + 1 >= _options.Pages || Within(server, url) is not { } following)
                {
                    why = page + 1 >= _options.Pages ? $"only the first {NamedCode.Count(page + 1, "page")}" : "the next page lies elsewhere, and is not asked for";
                    break;
                }
                next = following;
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return (whole.WrittenMemory, why);
    }

    // A page of another host or path could be anything: it is not followed, whatever the server says.
    private static string? Within(string server, string url) =>
        Uri.TryCreate(new Uri(server + "/"), url, out var whole) && new Uri(server + "/") is { } root && whole.GetLeftPart(UriPartial.Authority) == root.GetLeftPart(UriPartial.Authority)
            && (whole.AbsolutePath + "/").StartsWith(root.AbsolutePath, StringComparison.Ordinal) && whole.UserInfo.Length == 0
            ? whole.AbsoluteUri
            : null;

    private async Task<(byte[]? Body, string? Why)> GetAsync(string url, string? token, long most, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/fhir+json"));
        if (token is { Length: > 0 and <= LongestToken } && token.All(letter => letter is > ' ' and < (char)127))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            return (null, $"the FHIR server answered {(int)response.StatusCode}");
        var stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var body = new MemoryStream();
            var part = ArrayPool<byte>.Shared.Rent(65_536);
            try
            {
                for (int read; (read = await stream.ReadAsync(part, ct).ConfigureAwait(false)) > 0;)
                {
                    if (body.Length + read > most)
                        return (null, "the answer of the FHIR server is too large");
                    body.Write(part, 0, read);
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(part);
            }
            return (body.ToArray(), null);
        }
    }

    public void Dispose() => _client.Dispose();
}
