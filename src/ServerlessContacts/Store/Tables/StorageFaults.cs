using Azure;

namespace ServerlessContacts.Store.Tables;

/// <summary>Which failures of storage may pass: no answer, a time-out, throttling, a fault on its side. The request may have taken effect all the same.</summary>
public static class StorageFaults
{
    public static bool IsPassing(RequestFailedException failed) => failed.Status is 0 or 408 or 429 or >= 500;
}
