namespace CafeMed.Serving.Security;

/// <summary>Why a server does not start.</summary>
internal static class StartFaults
{
    public static CafeMedException BadUrl(string url, string why) => new(new Fault(
        "CM6030",
        $"The address '{url}' cannot be listened at: {why}.",
        "Write http://127.0.0.1:8080, http://localhost:8080, or https://ADDRESS:PORT with tls."));

    public static CafeMedException OpenWithoutTls(string url) => new(new Fault(
        "CM6031",
        $"The address '{url}' can be reached from other machines, and would carry patients' data in the clear.",
        "Write https:// and give tls.certificate and tls.key, or listen at 127.0.0.1."));

    public static CafeMedException OpenWithoutAccess(string url) => new(new Fault(
        "CM6032",
        $"The address '{url}' can be reached from other machines, and nothing says who may ask.",
        "Give access.apiKeys or access.issuers, or listen at 127.0.0.1."));

    public static CafeMedException NoFile(string what, string file) => new(new Fault(
        "CM6033",
        $"The file of {what}, '{file}', cannot be read.",
        "Check the path and its rights."));

    public static CafeMedException BadFile(string what, string file, Exception? inner) => new(new Fault(
        "CM6034",
        $"The file of {what}, '{file}', is not what it should be.",
        "Certificates and keys are PEM; keys of issuers are a JWKS with EC P-384 or RSA keys of at least 2048 bits."), inner);

    public static CafeMedException AddressInUse(string urls, Exception inner) => new(new Fault(
        "CM6035",
        $"The server cannot listen at {urls}: the address is in use or not allowed.",
        "Choose another port with --urls, or stop what listens there."), inner);

    public static CafeMedException BadSetting(string key, string why) => new(new Fault(
        "CM6036",
        $"The setting '{key}' cannot be used: {why}.",
        "The settings are listed in docs/server.md."));
}
