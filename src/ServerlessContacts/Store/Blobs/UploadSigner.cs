using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;

namespace ServerlessContacts.Store.Blobs;

/// <summary>
/// Signs addresses at which whoever has them may make one blob, and nothing else: neither read it, nor replace it, nor make another.
/// Signed with the account's key where there is one, on one machine; in Azure, where shared keys are off, with a user delegation key that
/// Storage lends the service's identity.
/// </summary>
public sealed class UploadSigner(BlobServiceClient service, TimeProvider time)
{
    /// <summary>
    /// One request to Storage serves all signatures of hours. A key could live seven days; a short one is of little use to a thief.
    /// </summary>
    public static readonly TimeSpan KeyLife = TimeSpan.FromHours(4);

    /// <summary>Storage's clock and ours differ by less.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private UserDelegationKey? lent;

    public async ValueTask<Uri> SignAsync(string container, string path, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var blob = service.GetBlobContainerClient(container).GetBlobClient(path);
        var sas = new BlobSasBuilder(BlobSasPermissions.Create, until)
        {
            BlobContainerName = container,
            BlobName = path,
            Resource = "b",
            Protocol = blob.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp,
        };
        return blob.CanGenerateSasUri
            ? blob.GenerateSasUri(sas)
            : new BlobUriBuilder(blob.Uri)
            {
                Sas = sas.ToSasQueryParameters(
                await KeyAsync(until, cancellationToken), service.AccountName)
            }.ToUri();
    }

    /// <summary>A key that lives as long as what it signs. Two that ask at once may get one each.</summary>
    private async ValueTask<UserDelegationKey> KeyAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref lent) is { } key && key.SignedExpiresOn >= until)
        {
            return key;
        }

        var now = time.GetUtcNow();
        var expires = now + KeyLife;
        var fresh = (await service.GetUserDelegationKeyAsync(now - Skew, until > expires ? until : expires, cancellationToken)).Value;
        Volatile.Write(ref lent, fresh);
        return fresh;
    }
}
