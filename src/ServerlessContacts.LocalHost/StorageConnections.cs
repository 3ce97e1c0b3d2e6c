using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace ServerlessContacts.LocalHost;

/// <summary>
/// Storage accounts by the name of their setting: a connection string, or a section with <c>blobServiceUri</c> and
/// <c>queueServiceUri</c> (or <c>serviceUri</c>) that is reached with an identity.
/// </summary>
internal sealed class StorageConnections(IConfiguration configuration)
{
    public const string Default = "Storage";

    public BlobServiceClient Blobs(string? connection) => configuration[Name(connection)] is { Length: > 0 } text
        ? new BlobServiceClient(text)
        : new BlobServiceClient(Uri(connection, "blobServiceUri"), Credential(connection));

    public QueueServiceClient Queues(string? connection) => configuration[Name(connection)] is { Length: > 0 } text
        ? new QueueServiceClient(text)
        : new QueueServiceClient(Uri(connection, "queueServiceUri"), Credential(connection));

    /// <summary>A name of a queue or container in which <c>%setting%</c> stands for the setting's value.</summary>
    public string Resolve(string name) => SettingReferences.Resolve(name, configuration);

    /// <summary>
    /// The service did not answer as it should, which may pass; the client has already tried several times. It throws an
    /// <see cref="AggregateException"/> when it could not connect, and a cancellation when no answer came in time.
    /// </summary>
    public static bool IsTrouble(Exception exception, CancellationToken own) => exception switch
    {
        RequestFailedException or AggregateException => true,
        OperationCanceledException => !own.IsCancellationRequested,
        _ => false,
    };

    private static string Name(string? connection) => string.IsNullOrEmpty(connection) ? Default : connection;

    private Uri Uri(string? connection, string key)
    {
        var section = configuration.GetSection(Name(connection));
        return section.GetValue<Uri>(key) ?? section.GetValue<Uri>("serviceUri") ?? throw new LocalHostSetupException(
            $"A trigger needs a storage account: set {Name(connection)} to a connection string, or {Name(connection)}__{key}.");
    }

    private DefaultAzureCredential Credential(string? connection) => new(new DefaultAzureCredentialOptions
    {
        ManagedIdentityClientId = configuration[$"{Name(connection)}:clientId"],
    });
}
