namespace CafeMed.Serving.Security;

/// <summary>Why somebody may not ask. Nothing here says how near a guess was.</summary>
internal static class AccessFaults
{
    public static CafeMedException NoToken() => new(new Fault(
        "CM6040",
        "The request says not who asks.",
        "Send a key or a token in the header: Authorization: Bearer TOKEN."));

    public static CafeMedException BadToken(string why) => new(new Fault(
        "CM6041",
        $"The token or key is not accepted: {why}.",
        "Tokens are signed with ES384 or RS384 by a trusted issuer, for this address, short-lived, and are used once; docs/server.md says how."));

    public static CafeMedException NotFromHere() => new(new Fault(
        "CM6042",
        "The model is changed from the server's own machine alone.",
        "Ask on loopback, without a proxy between."));
}
