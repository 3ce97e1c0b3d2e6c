using System.Xml.Linq;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ServerlessContacts.Sync.SignIn;

/// <summary>
/// The key ring of Data Protection as blobs, one for each key, shared by all instances. The keys lie there as Data Protection hands them over: what protects them
/// beside the storage account itself is the encryptor, if one is registered.
/// </summary>
/// <remarks>Keys are read once a day and written every 90 days, by an interface that cannot wait.</remarks>
public sealed class BlobKeyRepository(BlobContainerClient container) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. container.GetBlobs(BlobTraits.None, BlobStates.None, null, default).Select(blob => Read(container.GetBlobClient(blob.Name)))];

    /// <exception cref="RequestFailedException">The key was not stored, and nothing is encrypted with it.</exception>
    public void StoreElement(XElement element, string friendlyName) =>
        container.GetBlobClient($"{friendlyName}.xml").Upload(BinaryData.FromString(element.ToString(SaveOptions.DisableFormatting)), overwrite: true);

    private static XElement Read(BlobClient blob)
    {
        using var content = blob.OpenRead();
        return XElement.Load(content);
    }
}
