using System.Security.Cryptography;
using CafeMed.Serving.Options;
using Microsoft.IdentityModel.Tokens;

namespace CafeMed.Serving.Security;

/// <summary>The public keys of a trusted issuer: from a file, and from its address where one is allowed.</summary>
internal sealed class IssuerKeys : IDisposable
{
    private const int LargestSet = 200_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);
    private readonly List<SecurityKey> _own;
    private readonly Uri? _address;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _asking = new(1, 1);
    private volatile Fetched? _fetched;

    public IssuerKeys(IssuerOptions options, TimeProvider time)
    {
        _time = time;
        _own = options.Jwks is { } file ? Read("access.issuers.jwks", file) : [];
        if (options.Jku is { } jku)
            _address = Uri.TryCreate(jku, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
                ? url
                : throw StartFaults.BadSetting("access.issuers.jku", "it is neither https nor loopback");
        if (_own.Count == 0 && _address is null)
            throw StartFaults.BadSetting("access.issuers", $"'{options.Issuer}' has neither jwks nor jku, so no token of it could be checked");
    }

    /// <summary>Whether a token may name this address of keys. With a file alone, the address is not followed and does not matter.</summary>
    public bool Allows(string? jku) => _address is null || jku == _address.OriginalString;

    /// <summary>The keys; asks the address again where it is time, or where a key is not known.</summary>
    public async ValueTask<IReadOnlyList<SecurityKey>> KeysAsync(string? kid, CancellationToken ct)
    {
        if (_address is null || _own.Any(key => key.KeyId == kid))
            return _own;
        var known = _fetched;
        var age = known is null ? TimeSpan.MaxValue : _time.GetUtcNow() - known.At;
        if (age > s_fresh || (age > s_pause && !known!.Keys.Any(key => key.KeyId == kid)))
            known = await AskAsync(known, ct).ConfigureAwait(false);
        return known is null ? _own : [.. _own, .. known.Keys];
    }

    public void Dispose() => _asking.Dispose();

    private async Task<Fetched?> AskAsync(Fetched? known, CancellationToken ct)
    {
        await _asking.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            // Others may have asked meanwhile.
            if (!ReferenceEquals(_fetched, known))
                return _fetched;
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = s_patience })
            {
                Timeout = s_patience, MaxResponseContentBufferSize = LargestSet,
            };
            return _fetched = new(Keys(await client.GetStringAsync(_address, ct).ConfigureAwait(false)), _time.GetUtcNow());
        }
        catch (Exception exception) when (exception is HttpRequestException or ArgumentException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            // Asked again after the pause; until then what is known holds.
            return _fetched = new(known?.Keys ?? [], _time.GetUtcNow());
        }
        finally
        {
            _asking.Release();
        }
    }

    private static List<SecurityKey> Read(string what, string file)
    {
        try
        {
            var keys = Keys(File.ReadAllText(file));
            return keys.Count > 0 ? keys : throw StartFaults.BadFile(what, file, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StartFaults.NoFile(what, file);
        }
        catch (ArgumentException exception)
        {
            throw StartFaults.BadFile(what, file, exception);
        }
    }

    // Public keys that ES384 and RS384 can use; a set may hold others, and those are passed over.
    private static List<SecurityKey> Keys(string json)
    {
        var keys = new List<SecurityKey>();
        foreach (var key in JsonWebKeySet.Create(json).Keys)
            try
            {
                if (key is { Kty: "EC", Crv: "P-384" })
                    keys.Add(new ECDsaSecurityKey(ECDsa.Create(new ECParameters
                    {
                        Curve = ECCurve.NamedCurves.nistP384, Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) },
                    })) { KeyId = key.Kid });
                else if (key is { Kty: "RSA", KeySize: >= 2048 })
                    keys.Add(new RsaSecurityKey(new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(key.N), Exponent = Base64UrlEncoder.DecodeBytes(key.E) }) { KeyId = key.Kid });
            }
            catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
            {
                throw new ArgumentException("A key of the set is damaged.", exception);
            }
        return keys;
    }

    private sealed record Fetched(IReadOnlyList<SecurityKey> Keys, DateTimeOffset At);
}
