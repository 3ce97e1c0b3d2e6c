namespace ServerlessContacts.Store.Blobs;

/// <summary>
/// The blobs of one storage account. Implemented over Blob Storage and, in the tests, in memory; one contract holds both.
/// </summary>
public interface IBlobStore
{
    /// <summary>Asks nothing of the account: a container that is not there is empty.</summary>
    IBlobContainer Container(string name);
}
