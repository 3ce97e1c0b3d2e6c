using System.Reflection;
using Azure.Storage.Blobs;
using ServerlessContacts.LocalHost.Functions;

namespace ServerlessContacts.LocalHost.Blobs;

/// <summary>A blob that starts a function, and what the names of the trigger's path stand for.</summary>
internal sealed record FoundBlob(BlobClient Blob, IReadOnlyDictionary<string, string> Values);

internal static class BlobArgument
{
    public static ArgumentSource<FoundBlob>? Of(ParameterInfo parameter, FunctionDescription function, BlobPattern pattern)
    {
        if (function.IsTrigger(parameter))
        {
            return Content(parameter.ParameterType);
        }

        var isName = parameter.ParameterType == typeof(string) && pattern.Names.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase);
        return isName ? (found, _) => ValueTask.FromResult<object?>(found.Values[parameter.Name!]) : null;
    }

    private static ArgumentSource<FoundBlob>? Content(Type type) => type switch
    {
        _ when type == typeof(BlobClient) => (found, _) => ValueTask.FromResult<object?>(found.Blob),
        _ when type == typeof(Stream) => async (found, cancellation) => await found.Blob.OpenReadAsync(cancellationToken: cancellation),
        _ when type == typeof(string) => async (found, cancellation) => (await DownloadAsync(found, cancellation)).ToString(),
        _ when type == typeof(byte[]) => async (found, cancellation) => (await DownloadAsync(found, cancellation)).ToArray(),
        _ => null,
    };

    private static async Task<BinaryData> DownloadAsync(FoundBlob found, CancellationToken cancellation) =>
        (await found.Blob.DownloadContentAsync(cancellation)).Value.Content;
}
