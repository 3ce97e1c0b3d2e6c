using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace ServerlessContacts.Store.Storage;

/// <summary>
/// The storage account of the setting <c>Storage</c>: a connection string, or <c>Storage__blobServiceUri</c>, <c>Storage__queueServiceUri</c> and
/// <c>Storage__tableServiceUri</c>, reached with an identity (<c>Storage__clientId</c> names a user-assigned one).
/// </summary>
public sealed class StorageClients
{
    public const string Setting = "Storage";

    public StorageClients(IConfiguration configuration)
    {
        if (configuration[Setting] is { Length: > 0 } connection)
        {
            (Blobs, Tables) = (new BlobServiceClient(connection), new TableServiceClient(connection));
            Queues = new QueueServiceClient(connection, QueueOptions);
            return;
        }

        var section = configuration.GetSection(Setting);
        TokenCredential credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = section["clientId"] });
        Blobs = new BlobServiceClient(Endpoint(section, "blobServiceUri"), credential);
        Queues = new QueueServiceClient(Endpoint(section, "queueServiceUri"), credential, QueueOptions);
        Tables = new TableServiceClient(Endpoint(section, "tableServiceUri"), credential);
    }

    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues { get; }

    public TableServiceClient Tables { get; }

    /// <summary>What queue triggers expect.</summary>
    private static QueueClientOptions QueueOptions => new() { MessageEncoding = QueueMessageEncoding.Base64 };

    private static Uri Endpoint(IConfigurationSection section, string name) =>
        Uri.TryCreate(section[name], UriKind.Absolute, out var endpoint)
            ? endpoint
            : throw new InvalidOperationException($"No storage account is set: {Setting} as a connection string, or {Setting}__{name} as an address.");
}
