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

    /// <summary>After that a request is tried again. A query may rightly take five seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(7);

    /// <summary>For what comes or goes in blocks of some megabytes.</summary>
    private static readonly TimeSpan BlobPatience = TimeSpan.FromSeconds(20);

    public StorageClients(IConfiguration configuration)
    {
        if (configuration[Setting] is { Length: > 0 } connection)
        {
            (Blobs, Queues, Tables) = Connected(Setting, () => (Blob(connection), Queue(connection), Table(connection)));
            return;
        }

        var section = configuration.GetSection(Setting);
        var credential = Credential(section);
        Blobs = new BlobServiceClient(Endpoint(section, "blobServiceUri"), credential, Patient(new BlobClientOptions(), BlobPatience));
        Queues = new QueueServiceClient(Endpoint(section, "queueServiceUri"), credential, Patient(QueueOptions, Patience));
        Tables = new TableServiceClient(Endpoint(section, "tableServiceUri"), credential, Patient(new TableClientOptions(), Patience));
    }

    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues { get; }

    public TableServiceClient Tables { get; }

    /// <summary>The blobs of another account, whose setting is like this one's; null where none is set.</summary>
    /// <exception cref="SettingException">It is set, and is none.</exception>
    public static BlobServiceClient? BlobsOf(IConfigurationSection section) =>
        section.Value is { Length: > 0 } connection ? Connected(section.Path, () => Blob(connection))
        : section["blobServiceUri"] is { Length: > 0 } ? new BlobServiceClient(Endpoint(section, "blobServiceUri"), Credential(section), Patient(new BlobClientOptions(), BlobPatience))
        : null;

    /// <summary>What queue triggers expect.</summary>
    private static QueueClientOptions QueueOptions => new() { MessageEncoding = QueueMessageEncoding.Base64 };

    /// <summary>Half a minute at most for whoever waits for an answer; work from queues has another try of its own.</summary>
    private static T Patient<T>(T options, TimeSpan patience)
        where T : ClientOptions
    {
        options.Retry.NetworkTimeout = patience;
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(500);
        return options;
    }

    private static T Connected<T>(string setting, Func<T> connect)
    {
        try
        {
            return connect();
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or InvalidOperationException)
        {
            // Not in their own words, which could hold the account's key.
            throw new SettingException($"{setting} is no connection string of a storage account.", wrong);
        }
    }

    private static BlobServiceClient Blob(string connection) => new(connection, Patient(new BlobClientOptions(), BlobPatience));

    private static QueueServiceClient Queue(string connection) => new(connection, Patient(QueueOptions, Patience));

    private static TableServiceClient Table(string connection) => new(connection, Patient(new TableClientOptions(), Patience));

    private static DefaultAzureCredential Credential(IConfigurationSection section) => new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = section["clientId"] });

    private static Uri Endpoint(IConfigurationSection section, string name) =>
        Uri.TryCreate(section[name], UriKind.Absolute, out var endpoint)
            ? endpoint
            : throw new SettingException($"No storage account is set: {section.Path} as a connection string, or {section.Path}__{name} as an address.");
}
