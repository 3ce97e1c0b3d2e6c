using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Azure.Core;
using ServerlessContacts.Tests;
using static System.Buffers.Text.Base64Url;

namespace ServerlessContacts.EndToEnd.Import;

/// <summary>An emulator over https that takes tokens of identities, as Azure does; its certificate is made for this run.</summary>
public sealed class SecureAzurite : IAsyncLifetime
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("serverless-contacts-").FullName;
    private readonly LoopbackCertificate trusted = new();

    public Azurite Azurite { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var (certificate, key) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        using var pair = trusted.Certificate.GetRSAPrivateKey()!;
        await File.WriteAllTextAsync(certificate, trusted.Certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(key, pair.ExportPkcs8PrivateKeyPem());
        Azurite = await Azurite.StartAsync(null, "--oauth", "basic", "--cert", certificate, "--key", key);
    }

    public async Task DisposeAsync()
    {
        await Azurite.DisposeAsync();
        trusted.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <summary>Trusts this certificate and no other.</summary>
    public SocketsHttpHandler Handler() => new() { SslOptions = { CertificateChainPolicy = trusted.Trusting() } };

    public HttpClient Client() => new(Handler());
}

/// <summary>A token with the claims that the emulator looks at; it does not look at the signature, and goes by the clock of the machine.</summary>
internal sealed class UnsignedToken : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["aud"] = "https://storage.azure.com",
            ["iss"] = "https://sts.windows.net/ab1f708d-50f6-404c-a006-d71b2ac7a606/",
            ["iat"] = now.ToUnixTimeSeconds() - 60,
            ["nbf"] = now.ToUnixTimeSeconds() - 60,
            ["exp"] = now.ToUnixTimeSeconds() + 3600,
            ["oid"] = "11059fcc-5514-4800-b5f8-49808b9cfab6",
            ["tid"] = "ab1f708d-50f6-404c-a006-d71b2ac7a606",
        };
        var head = EncodeToString(Encoding.UTF8.GetBytes("""{"alg":"RS256","typ":"JWT"}"""));
        return new AccessToken($"{head}.{EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}.c2lnbmF0dXJl", now.AddHours(1));
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
}
