using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace ServerlessContacts.Sync.Providers.Microsoft;

internal sealed class ContactPictures(GraphCalls calls)
{
    /// <summary>Microsoft Graph takes pictures below 4 MB.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Null where there is none.</summary>
    public async Task<ProviderPhoto?> ReadAsync(string contact, CancellationToken cancellationToken)
    {
        // The SDK hands out the body alone; its type is among the headers.
        var headers = new HeadersInspectionHandlerOption { InspectResponseHeaders = true };
        var request = calls.Client.Me.Contacts[contact].Photo.Content.ToGetRequestInformation();
        request.AddRequestOptions([headers]);
        try
        {
            await using var stream = await calls.StreamAsync(request, cancellationToken);
            return stream is null ? null : await ReadAsync(stream, headers, cancellationToken);
        }
        catch (ProviderException none) when (none.Fault == ProviderFault.Gone)
        {
            return null;
        }
    }

    private static async Task<ProviderPhoto> ReadAsync(Stream stream, HeadersInspectionHandlerOption headers, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.Length <= MostBytes
            ? new ProviderPhoto(bytes.ToArray(), headers.ResponseHeaders.TryGetValue("Content-Type", out var types) ? types.FirstOrDefault() : null)
            : throw new ProviderException(ProviderFault.Rejected, $"The picture has {bytes.Length} bytes; {MostBytes} are taken.");
    }
}
