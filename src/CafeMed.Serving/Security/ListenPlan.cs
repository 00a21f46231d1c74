using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CafeMed.Serving.Options;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CafeMed.Serving.Security;

/// <summary>Where the server listens. Refuses to be reached from elsewhere without TLS and without saying who may ask.</summary>
internal sealed class ListenPlan
{
    private readonly IReadOnlyList<Uri> _urls;
    private readonly X509Certificate2? _certificate;
    private readonly X509Certificate2Collection _chain = [];

    private ListenPlan(IReadOnlyList<Uri> urls, X509Certificate2? certificate, X509Certificate2Collection chain) => (_urls, _certificate, _chain) = (urls, certificate, chain);

    /// <summary>Whether every address is on loopback.</summary>
    public bool Local => _urls.All(url => url.IsLoopback);

    /// <summary>The hosts of the addresses.</summary>
    public IEnumerable<string> Hosts => _urls.Select(url => url.Host);

    /// <summary>Reads the addresses and the certificate.</summary>
    /// <exception cref="CafeMedException"><c>CM6030</c> to <c>CM6034</c>, <c>CM6036</c>.</exception>
    public static ListenPlan Of(ServerOptions options)
    {
        if (options.Urls.Count == 0)
            throw StartFaults.BadSetting("urls", "it is empty");
        var urls = options.Urls.Select(Read).ToArray();
        foreach (var url in urls.Where(url => !url.IsLoopback))
        {
            if (url.Scheme != Uri.UriSchemeHttps)
                throw StartFaults.OpenWithoutTls(url.OriginalString);
            if (options.Access.ApiKeys.Count == 0 && options.Access.Issuers.Count == 0)
                throw StartFaults.OpenWithoutAccess(url.OriginalString);
        }
        if (!urls.Any(url => url.Scheme == Uri.UriSchemeHttps))
            return new(urls, null, []);
        if (options.Tls.Certificate is not { } certificate || options.Tls.Key is not { } key)
            throw StartFaults.BadSetting("tls", "an address begins with https, and certificate or key is missing");
        var (own, chain) = Certificate(certificate, key);
        return new(urls, own, chain);
    }

    /// <summary>Sets Kestrel up.</summary>
    public void Listen(IWebHostBuilder host, ServerOptions options)
    {
        host.UseKestrelCore().UseKestrelHttpsConfiguration().UseSockets();
        host.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Limits.BodyBytes;
            kestrel.Limits.MaxConcurrentConnections = options.Limits.Connections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(Math.Min(15, options.Limits.TimeoutSeconds));
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(90);
            foreach (var url in _urls)
                One(kestrel, url);
        });
    }

    private void One(KestrelServerOptions kestrel, Uri url)
    {
        void Secure(Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions listen)
        {
            if (url.Scheme == Uri.UriSchemeHttps)
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = _certificate;
                    https.ServerCertificateChain = _chain;
                    https.SslProtocols = System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13;
                });
        }
        // Several families share a port of their own choosing only where it is named.
        if (url.Host is "localhost" && url.Port != 0)
            kestrel.ListenLocalhost(url.Port, Secure);
        else
            kestrel.Listen(url.Host is "localhost" ? IPAddress.Loopback : IPAddress.Parse(url.Host.Trim('[', ']')), url.Port, Secure);
    }

    private static Uri Read(string text)
    {
        // A star and a plus are how some write "everywhere"; an address says it better.
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw StartFaults.BadUrl(text, "it is no http or https address");
        if (url.AbsolutePath != "/" || url.Query.Length > 0 || url.UserInfo.Length > 0)
            throw StartFaults.BadUrl(text, "it has more than a host and a port");
        if (url.Host != "localhost" && !IPAddress.TryParse(url.Host.Trim('[', ']'), out _))
            throw StartFaults.BadUrl(text, "its host is neither localhost nor an IP address");
        return url;
    }

    private static (X509Certificate2, X509Certificate2Collection) Certificate(string certificate, string key)
    {
        foreach (var (what, file) in new[] { ("tls.certificate", certificate), ("tls.key", key) })
            if (!File.Exists(file))
                throw StartFaults.NoFile(what, file);
        try
        {
            using var pem = X509Certificate2.CreateFromPemFile(certificate, key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            // A key that lives in memory alone cannot be used by every platform's TLS.
            return (X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null), chain);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw StartFaults.BadFile("tls.certificate and tls.key", certificate, exception);
        }
    }
}
