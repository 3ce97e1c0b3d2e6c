using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static System.Buffers.Text.Base64Url;

namespace ServerlessContacts.Tests.Access;

/// <summary>
/// An OpenID Connect issuer on this machine: a discovery document and a key set over a real socket, and tokens with any header and claims,
/// right or wrong.
/// </summary>
public sealed class LoopbackIssuer : IAsyncDisposable
{
    public const string Audience = "api://serverless-contacts";

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private int _fetches;

    private LoopbackIssuer(WebApplication app, TimeProvider time)
    {
        _app = app;
        _time = time;
    }

    public string Issuer { get; private set; } = "";

    /// <summary>How the discovery document names the issuer.</summary>
    public string NameInDiscovery { get; set; } = "";

    /// <summary>What is answered instead of the documents.</summary>
    public RequestDelegate? Instead { get; set; }

    /// <summary>What is answered instead of the key set.</summary>
    public RequestDelegate? InsteadOfKeys { get; set; }

    /// <summary>The published keys; tokens are signed with the last one.</summary>
    public IReadOnlyList<IssuerKey> Keys { get; set; } = [IssuerKey.First];

    public string KeySetAddress { get; set; } = "";

    /// <summary>How often the key set was asked for.</summary>
    public int Fetches => _fetches;

    public static async Task<LoopbackIssuer> StartAsync(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new LoopbackIssuer(builder.Build(), time ?? TimeProvider.System);
        issuer.Map();
        await issuer._app.StartAsync();
        issuer.Issuer = issuer.NameInDiscovery = issuer._app.Urls.Single();
        issuer.KeySetAddress = $"{issuer.Issuer}/keys";
        return issuer;
    }

    /// <summary>A good token of a member, ten minutes long.</summary>
    public string Token(string tenant, string member, params string[] roles) => Token(new()
    {
        ["tid"] = tenant,
        ["oid"] = member,
        ["roles"] = roles,
    });

    /// <summary>A good token of the member anna of the tenant acme, but for the given claims; a null takes a claim away.</summary>
    public string Token(Dictionary<string, object?> claims, IssuerKey? key = null) =>
        Sign(Header(key ?? Keys[^1]), Claims(claims), (key ?? Keys[^1]).Sign);

    public Dictionary<string, object?> Claims(Dictionary<string, object?> changes)
    {
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["sub"] = "pairwise-anna",
            ["tid"] = "acme",
            ["oid"] = "anna",
            ["iat"] = _time.GetUtcNow().ToUnixTimeSeconds(),
            ["nbf"] = _time.GetUtcNow().ToUnixTimeSeconds(),
            ["exp"] = _time.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds(),
        };
        foreach (var (name, value) in changes)
        {
            claims[name] = value;
        }

        return claims.Where(claim => claim.Value is not null).ToDictionary();
    }

    public static Dictionary<string, object?> Header(IssuerKey key) => new() { ["alg"] = key.Algorithm, ["kid"] = key.Id, ["typ"] = "JWT" };

    public static string Sign(object header, object claims, Func<byte[], byte[]> sign) =>
        SignText(JsonSerializer.Serialize(header), JsonSerializer.Serialize(claims), sign);

    public static string SignText(string header, string claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{EncodeToString(Encoding.UTF8.GetBytes(header))}.{EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        _app.Use((context, next) => Instead is { } instead ? instead(context) : next(context));
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, string>
        {
            ["issuer"] = NameInDiscovery,
            ["jwks_uri"] = KeySetAddress,
        }));
        _app.MapGet("/keys", context =>
        {
            Interlocked.Increment(ref _fetches);
            return InsteadOfKeys is { } instead ? instead(context) : context.Response.WriteAsJsonAsync(new { keys = Keys.Select(key => key.Jwk) });
        });
    }
}
