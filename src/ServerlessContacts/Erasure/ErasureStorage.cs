namespace ServerlessContacts.Erasure;

/// <summary>The queue that erasures use.</summary>
public static class ErasureStorage
{
    public const string Queue = "erasures";
}
