using Azure;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Functions.Http;

/// <summary>Failures of the moment: the same request may be answered later.</summary>
internal static class Outages
{
    /// <summary>The answer to a request that ended so; null for a failure that a repeat does not mend.</summary>
    public static IResult? Of(Exception exception) => exception switch
    {
        StoreBusyException => Problems.Unavailable("store-busy", "Too many write to the same place at once. Repeat the request."),
        LogGapException => Problems.Unavailable("store-busy", "The log was shortened while it was read. Repeat the request."),
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } =>
            Problems.Unavailable("storage-unavailable", "Storage does not answer. The request may have taken effect; repeat it with the same Idempotency-Key."),
        _ => null,
    };
}
