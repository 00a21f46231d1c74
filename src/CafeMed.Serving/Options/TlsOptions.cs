namespace CafeMed.Serving.Options;

/// <summary>The certificate of addresses that begin with https.</summary>
public sealed record TlsOptions
{
    /// <summary>PEM file with the certificate and its chain. Default: none.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file with the private key. Default: none.</summary>
    public string? Key { get; init; }
}
