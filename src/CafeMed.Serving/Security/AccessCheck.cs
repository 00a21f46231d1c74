using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using CafeMed.Serving.Options;

namespace CafeMed.Serving.Security;

/// <summary>Decides who may ask: by key, or by the token of a trusted issuer.</summary>
internal sealed class AccessCheck
{
    private readonly FrozenDictionary<string, string> _keys;
    private readonly TokenCheck? _tokens;

    /// <summary>Reads keys and issuers.</summary>
    /// <exception cref="CafeMedException"><c>CM6033</c>, <c>CM6034</c>, <c>CM6036</c>: one cannot be used.</exception>
    public AccessCheck(ServerOptions options, TimeProvider time)
    {
        foreach (var key in options.Access.ApiKeys.Where(key => key.Sha256.Length != 64 || !key.Sha256.All(char.IsAsciiHexDigit)))
            throw StartFaults.BadSetting("access.apiKeys", $"the sha256 of '{key.Name}' is not 64 hexadecimal digits");
        if (options.Access.ApiKeys.GroupBy(key => key.Sha256, StringComparer.OrdinalIgnoreCase).Any(same => same.Count() > 1))
            throw StartFaults.BadSetting("access.apiKeys", "two keys are the same");
        _keys = options.Access.ApiKeys.ToFrozenDictionary(key => key.Sha256.ToLowerInvariant(), key => key.Name);
        _tokens = options.Access.Issuers.Count > 0 ? new TokenCheck(options, time) : null;
    }

    /// <summary>Whether anybody on this machine may ask.</summary>
    public bool IsOpen => _keys.Count == 0 && _tokens is null;

    /// <summary>Who asks.</summary>
    /// <param name="header">The header Authorization, or <see langword="null"/>.</param>
    /// <param name="address">The address that was called, without its query.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="RefusedException">401: nobody whom the settings name.</exception>
    public async ValueTask<string> WhoAsync(string? header, string address, CancellationToken ct)
    {
        if (IsOpen)
            return "";
        if (header is not { Length: > 7 and <= 16_384 } || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            throw new RefusedException(401, AccessFaults.NoToken());
        var token = header[7..].Trim();
        // Looked up by its digest: how long that takes says nothing about the key.
        if (_keys.TryGetValue(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))), out var name))
            return name;
        return _tokens is null ? throw Refuse("no such key") : await _tokens.CheckAsync(token, address, ct).ConfigureAwait(false);
    }

    internal static RefusedException Refuse(string why) => new(401, AccessFaults.BadToken(why));
}
