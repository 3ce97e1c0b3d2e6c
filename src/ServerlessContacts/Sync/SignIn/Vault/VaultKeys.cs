using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using ServerlessContacts.Store;

namespace ServerlessContacts.Sync.SignIn.Vault;

/// <summary>The key in a vault that the setting <see cref="Setting"/> names; on one machine there is none, and the key ring lies as open as the secrets beside it.</summary>
public sealed class VaultKeys(VaultKey? key)
{
    /// <summary>The address of a key in Azure Key Vault, without a version.</summary>
    public const string Setting = "DataProtection:KeyVaultKey";

    public VaultKey? Key => key;

    /// <summary>Null where no key is set.</summary>
    public VaultKeyEncryptor? Encryptor { get; } = key is null ? null : new VaultKeyEncryptor(key);

    /// <exception cref="SettingException">It is no such address.</exception>
    public static VaultKeys Read(IConfiguration configuration) => configuration[Setting] switch
    {
        null or "" => new VaultKeys(null),
        var text when Uri.TryCreate(text, UriKind.Absolute, out var id) && id is { Scheme: "https", Segments: [_, "keys/", _] } => new VaultKeys(new VaultKey(id, Pipeline(configuration))),
        _ => throw new SettingException($"{Setting} must be the address of a key without its version: https://…/keys/…"),
    };

    /// <summary>As the identity that storage is reached with.</summary>
    private static HttpPipeline Pipeline(IConfiguration configuration)
    {
        var credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = configuration["Storage:clientId"] });
        return HttpPipelineBuilder.Build(new VaultOptions(), new BearerTokenAuthenticationPolicy(credential, VaultKey.Scope));
    }

    private sealed class VaultOptions : ClientOptions
    {
        // A key ring is waited for by a thread; the default lets it wait for minutes.
        public VaultOptions() => Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
    }
}
