using Azure;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Functions.Http;

/// <summary>Failures of the moment: the same request may be answered later.</summary>
internal static class Outages
{
    /// <summary>
    /// The answer to a request that ended so; null for a failure that a repeat does not mend. Clients of storage throw an <see cref="AggregateException"/> when they could not connect and a
    /// cancellation, not asked for by the caller, when no answer came in time.
    /// </summary>
    public static IResult? Of(Exception exception, CancellationToken aborted) => exception switch
    {
        StoreBusyException => Problems.Unavailable("store-busy", "Too many write to the same place at once. Repeat the request."),
        LogGapException => Problems.Unavailable("store-busy", "The log was shortened while it was read. Repeat the request."),
        _ when IsOfStorage(exception, aborted) =>
            Problems.Unavailable("storage-unavailable", "Storage does not answer. The request may have taken effect; repeat it with the same Idempotency-Key."),
        _ => null,
    };

    private static bool IsOfStorage(Exception exception, CancellationToken aborted) => exception switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        AggregateException several => several.InnerExceptions.All(one => IsOfStorage(one, aborted)),
        OperationCanceledException => !aborted.IsCancellationRequested,
        _ => false,
    };
}
