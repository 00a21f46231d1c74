using System.Security.Cryptography;
using System.Text;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Serving;

public sealed class TokenTests : IAsyncLifetime
{
    private const string Path = "/cds-services/patient-view";
    private const string Key = "a-key-of-at-least-128-bits-0123456789";
    private readonly TempFolder _folder = new();
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly ECDsa _stranger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly RSA _rsa = RSA.Create(2048);
    private TestServer _server = null!;
    private int _number;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(TestServer.Plain with
    {
        Access = new()
        {
            Issuers = [new() { Issuer = "https://ehr.example.org", Jwks = _folder.Write("keys.json", Keys()).FullName }],
            ApiKeys = [new() { Name = "report", Sha256 = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key))) }],
        },
    });

    [Fact]
    public async Task ES384_RS384_and_keys_are_accepted_and_discovery_needs_none()
    {
        await Accepted(Token());
        await Accepted(Token(alg: "RS384", kid: "rsa"));
        await Accepted(Key);
        Assert.Equal(200, (await _server.GetAsync("/cds-services")).Status);
        Assert.Equal(200, (await _server.GetAsync("/health/ready")).Status);
        (await _server.GetAsync("/v1/model")).Refused(401, "CM6040");
    }

    [Fact]
    public async Task A_token_is_used_once()
    {
        var token = Token();

        await Accepted(token);
        await Refused(token);
    }

    [Fact]
    public async Task Tokens_that_are_not_good_for_this_are_refused()
    {
        var now = Now();
        await Refused(Token(alg: "none"));
        await Refused(Token(alg: "None", signature: ""));
        await Refused(Token(alg: "HS256"));
        await Refused(Token(alg: "HS384"));
        await Refused(Token(alg: "ES256"));
        await Refused(Token(exp: now - 120));
        await Refused(Token(exp: now + 100_000));
        await Refused(Token(exp: null));
        await Refused(Token(iat: now + 3600));
        await Refused(Token(audience: "https://elsewhere.example.org/cds-services/patient-view"));
        await Refused(Token(audience: $"{_server.Url}/cds-services/order-sign"));
        await Refused(Token(issuer: "https://stranger.example.org"));
        await Refused(Token(jti: null));
        await Refused(Token(key: _stranger));
        await Refused(Token(kid: "rsa"));
        await Refused(Token() + "A");
        await Refused("a.b.c");
        await Refused("nonsense");
        await Refused(new string('x', 20_000));
    }

    [Fact]
    public async Task Keys_come_from_an_allowed_jku_alone()
    {
        await using var other = await FakeFhir.StartAsync(_ => (200, Keys()));
        await using var server = await TestServer.StartAsync(TestServer.Plain with { Access = new() { Issuers = [new() { Issuer = "https://ehr.example.org", Jku = $"{other.Url}/jwks" }] } });
        Task<TestServer.Answer> Ask(string token) => server.PostAsync(Path, "{}", bearer: token);

        (await Ask(Token(audience: server.Url + Path, jku: $"{other.Url}/jwks"))).Refused(400, "CM6050");
        (await Ask(Token(audience: server.Url + Path, jku: "https://attacker.example.org/jwks"))).Refused(401, "CM6041");
        Assert.Single(other.Asked);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
        _ec.Dispose();
        _stranger.Dispose();
        _rsa.Dispose();
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    // Behind the gate the body is looked at, and is none.
    private async Task Accepted(string token) => (await _server.PostAsync(Path, "{}", bearer: token)).Refused(400, "CM6050");

    private async Task Refused(string token)
    {
        var answer = await _server.PostAsync(Path, "{}", bearer: token);
        Assert.True(answer.Status == 401, $"{answer.Status} for {token}");
        Assert.Equal("Bearer", answer.Response.Headers.WwwAuthenticate.ToString());
    }

    private string Token(
        string alg = "ES384", string kid = "ec", string issuer = "https://ehr.example.org", string? audience = null, long? exp = -1, long? iat = null, string? jti = "", ECDsa? key = null,
        string? jku = null, string? signature = null)
    {
        var head = $$"""{"alg":"{{alg}}","typ":"JWT","kid":"{{kid}}"{{(jku is null ? "" : $",\"jku\":\"{jku}\"")}}}""";
        var body = $$"""{"iss":"{{issuer}}","aud":"{{audience ?? _server.Url + Path}}","iat":{{iat ?? Now()}}{{(exp is { } end ? $",\"exp\":{(end < 0 ? Now() + 300 : end)}" : "")}}{{(jti is null ? "" : $",\"jti\":\"t{_number++}-{Guid.NewGuid()}\"")}}}""";
        var text = $"{Url(Encoding.UTF8.GetBytes(head))}.{Url(Encoding.UTF8.GetBytes(body))}";
        var bytes = Encoding.ASCII.GetBytes(text);
        return $"{text}." + (signature ?? (alg switch
        {
            "ES384" => Url((key ?? _ec).SignData(bytes, HashAlgorithmName.SHA384)),
            "ES256" => Url(_ec.SignData(bytes, HashAlgorithmName.SHA256)),
            "RS384" => Url(_rsa.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1)),
            "HS256" => Url(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Keys()), bytes)),
            "HS384" => Url(HMACSHA384.HashData(_ec.ExportSubjectPublicKeyInfo(), bytes)),
            _ => "",
        }));
    }

    private string Keys()
    {
        var (point, rsa) = (_ec.ExportParameters(false).Q, _rsa.ExportParameters(false));
        return $$"""{"keys":[{"kty":"EC","crv":"P-384","kid":"ec","x":"{{Url(point.X!)}}","y":"{{Url(point.Y!)}}"},{"kty":"RSA","kid":"rsa","n":"{{Url(rsa.Modulus!)}}","e":"{{Url(rsa.Exponent!)}}"}]}""";
    }

    private static string Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
