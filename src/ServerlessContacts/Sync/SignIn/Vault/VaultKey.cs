using System.Buffers.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ServerlessContacts.Sync.SignIn.Vault;

/// <summary>A wrapped key, and the version of the vault's key that wrapped it.</summary>
/// <param name="Version">The whole address of the version.</param>
public sealed record WrappedKey(Uri Version, byte[] Value);

/// <summary>
/// An RSA key in Azure Key Vault that wraps other keys: whoever asks learns nothing of it, so it cannot leak from here. The newest version wraps; each older one that is enabled still
/// unwraps what it has wrapped.
/// </summary>
/// <remarks>Two calls of the vault's REST API, since some package feeds lack the client for keys.</remarks>
/// <param name="id">Without a version: <c>https://{vault}/keys/{name}</c>.</param>
/// <param name="pipeline">Signs in, and tries again as Azure's clients do.</param>
public sealed class VaultKey(Uri id, HttpPipeline pipeline)
{
    /// <summary>Whom the token is meant for, the same for all vaults of Azure's public cloud.</summary>
    public const string Scope = "https://vault.azure.net/.default";

    private const string ApiVersion = "7.4";
    private const string Algorithm = "RSA-OAEP-256";

    public Uri Id => id;

    /// <exception cref="RequestFailedException">The vault refuses, or cannot be reached.</exception>
    public WrappedKey Wrap(ReadOnlySpan<byte> key)
    {
        var answer = Ask(id, "wrapkey", key);
        return new WrappedKey(new Uri((string)answer["kid"]!), Value(answer));
    }

    /// <inheritdoc cref="Wrap"/>
    /// <exception cref="InvalidOperationException">Another key has wrapped it. Its vault is not asked: who can write into storage could have named their own, to be sent our token.</exception>
    public byte[] Unwrap(WrappedKey key) => key.Version.AbsoluteUri.StartsWith($"{id.AbsoluteUri}/", StringComparison.Ordinal)
        ? Value(Ask(key.Version, "unwrapkey", key.Value))
        : throw new InvalidOperationException($"It was encrypted with {key.Version}, and this service has {id}.");

    private JsonNode Ask(Uri key, string operation, ReadOnlySpan<byte> value)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(new Uri($"{key.AbsoluteUri}/{operation}?api-version={ApiVersion}"));
        message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
        message.Request.Content = RequestContent.Create(BinaryData.FromObjectAsJson(new { alg = Algorithm, value = Base64Url.EncodeToString(value) }));
        pipeline.Send(message, CancellationToken.None);
        return message.Response.IsError ? throw new RequestFailedException(message.Response) : JsonNode.Parse(message.Response.Content)!;
    }

    private static byte[] Value(JsonNode answer) => Base64Url.DecodeFromChars((string?)answer["value"]);
}
