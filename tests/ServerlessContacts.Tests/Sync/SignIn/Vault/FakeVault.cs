using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Sync.SignIn.Vault;

namespace ServerlessContacts.Tests.Sync.SignIn.Vault;

/// <summary>Wraps and unwraps as Azure Key Vault does, over TLS, for those who bring a token; with keys of several versions.</summary>
public sealed class FakeVault : IAsyncDisposable
{
    /// <summary>What whoever may use its keys brings.</summary>
    public const string Token = "a-token";

    private readonly WebApplication app;
    private readonly LoopbackCertificate certificate = new();
    private readonly ConcurrentDictionary<string, RSA> versions = new(StringComparer.Ordinal);
    private string newest = "";

    private FakeVault()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate.Certificate)));
        app = builder.Build();
        app.MapPost("/keys/{name}/{operation}", (HttpContext context) => AnswerAsync(context, newest));
        app.MapPost("/keys/{name}/{version}/{operation}", (HttpContext context, string version) => AnswerAsync(context, version));
        Rotate();
    }

    /// <summary>Answered to everybody, where it is set.</summary>
    public int? Refusal { get; set; }

    /// <summary>Whether it takes requests and answers none.</summary>
    public bool Silent { get; set; }

    public int Asked { get; private set; }

    public Uri Key => new($"{app.Urls.Single()}/keys/ring");

    /// <summary>What a process of its own has to trust.</summary>
    public string CertificatePem => certificate.Certificate.ExportCertificatePem();

    public static async Task<FakeVault> StartAsync()
    {
        var vault = new FakeVault();
        await vault.app.StartAsync();
        return vault;
    }

    /// <summary>As the service gets it, with a token.</summary>
    public VaultKey Client() => new(Key, HttpPipelineBuilder.Build(
        new Options { Transport = new HttpClientTransport(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = certificate.Trusting() } }), Retry = { MaxRetries = 0 } },
        new BearerTokenAuthenticationPolicy(new OneToken(), VaultKey.Scope)));

    /// <summary>From now on another version wraps; the former ones go on to unwrap.</summary>
    public void Rotate()
    {
        newest = Guid.NewGuid().ToString("N");
        versions[newest] = RSA.Create(2048);
    }

    public void Forget() => versions.Clear();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, string version)
    {
        Asked++;
        await (Silent ? Task.Delay(Timeout.Infinite, context.RequestAborted) : Task.CompletedTask);
        var key = versions.GetValueOrDefault(version);
        context.Response.StatusCode = Refusal ?? (context.Request.Headers.Authorization != $"Bearer {Token}" ? 401 : key is null ? 404 : 200);
        if (context.Response.StatusCode != 200)
        {
            await context.Response.WriteAsJsonAsync(new { error = new { code = "Refused", message = "No." } });
            return;
        }

        var asked = (await context.Request.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal("RSA-OAEP-256", (string?)asked["alg"]);
        var value = Base64Url.DecodeFromChars((string)asked["value"]!);
        var answer = (string)context.Request.RouteValues["operation"]! == "wrapkey" ? key!.Encrypt(value, RSAEncryptionPadding.OaepSHA256) : key!.Decrypt(value, RSAEncryptionPadding.OaepSHA256);
        await context.Response.WriteAsJsonAsync(new { kid = $"{Key}/{version}", value = Base64Url.EncodeToString(answer) });
    }

    private sealed class Options : ClientOptions;

    private sealed class OneToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(Token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
