using CafeMed.Serving.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CafeMed.Serving.Security;

/// <summary>Checks tokens of CDS clients: ES384 or RS384, a trusted issuer, this address, in time, used once.</summary>
internal sealed class TokenCheck
{
    private static readonly string[] s_algorithms = [SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.RsaSha384];
    private readonly JsonWebTokenHandler _reader = new() { MapInboundClaims = false };
    private readonly Dictionary<string, IssuerKeys> _issuers;
    private readonly ReplayGuard _seen;
    private readonly AccessOptions _options;
    private readonly TimeProvider _time;

    public TokenCheck(ServerOptions options, TimeProvider time)
    {
        (_options, _time, _seen) = (options.Access, time, new ReplayGuard(time));
        if (_options.Issuers.GroupBy(issuer => issuer.Issuer, StringComparer.Ordinal).Any(same => same.Count() > 1))
            throw StartFaults.BadSetting("access.issuers", "an issuer comes twice");
        _issuers = _options.Issuers.ToDictionary(issuer => issuer.Issuer, issuer => new IssuerKeys(issuer, time), StringComparer.Ordinal);
    }

    /// <summary>The issuer of a token that is good for <paramref name="address"/>.</summary>
    /// <exception cref="RefusedException">401: it is not.</exception>
    public async ValueTask<string> CheckAsync(string token, string address, CancellationToken ct)
    {
        var read = Read(token);
        if (!s_algorithms.Contains(read.Alg))
            throw AccessCheck.Refuse("its algorithm is neither ES384 nor RS384");
        if (!_issuers.TryGetValue(read.Issuer ?? "", out var issuer))
            throw AccessCheck.Refuse("its issuer is not trusted");
        if (read.TryGetHeaderValue<string>("jku", out var jku) && !issuer.Allows(jku))
            throw AccessCheck.Refuse("its jku is not the issuer's");
        if (!read.TryGetPayloadValue<string>("jti", out var id) || id is not { Length: > 0 and <= 200 })
            throw AccessCheck.Refuse("it has no jti, so it could be used twice");
        var result = await _reader.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = s_algorithms,
            ValidIssuer = read.Issuer,
            ValidAudiences = [address, .. _options.Audiences],
            IssuerSigningKeys = await issuer.KeysAsync(read.Kid, ct).ConfigureAwait(false),
            TryAllIssuerSigningKeys = string.IsNullOrEmpty(read.Kid),
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidateLifetime = true,
            LifetimeValidator = InTime,
        }).ConfigureAwait(false);
        if (!result.IsValid)
            throw AccessCheck.Refuse(Why(result.Exception));
        if (!_seen.IsNew($"{read.Issuer}\n{id}", new DateTimeOffset(read.ValidTo, TimeSpan.Zero).AddSeconds(_options.ClockSkewSeconds)))
            throw AccessCheck.Refuse("it was used before");
        return read.Issuer!;
    }

    private JsonWebToken Read(string token)
    {
        try
        {
            return _reader.ReadJsonWebToken(token);
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException)
        {
            throw AccessCheck.Refuse("it is neither a known key nor a token");
        }
    }

    private bool InTime(DateTime? from, DateTime? until, SecurityToken token, TokenValidationParameters parameters)
    {
        var (now, skew) = (_time.GetUtcNow().UtcDateTime, TimeSpan.FromSeconds(_options.ClockSkewSeconds));
        var issued = token is JsonWebToken { IssuedAt: var at } && at > DateTime.MinValue ? at : (DateTime?)null;
        return until is { } end && end + skew > now && end - skew <= now.AddSeconds(_options.LongestTokenSeconds)
            && (from is not { } begin || begin - skew <= now) && (issued is not { } made || made - skew <= now);
    }

    private static string Why(Exception? exception) => exception switch
    {
        SecurityTokenInvalidAudienceException => "it is for another address",
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNoExpirationException or SecurityTokenNotYetValidException => "it is not valid now, or for too long",
        SecurityTokenSignatureKeyNotFoundException => "its key is unknown",
        _ => "its signature does not verify",
    };
}
