using System.Buffers;
using System.Buffers.Text;
using Microsoft.Kiota.Abstractions;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>The pictures of contacts, up to 20 of them in a call.</summary>
internal sealed class ContactPictures(GraphCalls calls, GraphBatch batch)
{
    /// <summary>Microsoft Graph takes pictures below 4 MB.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>In the order of the contacts.</summary>
    public async Task<IReadOnlyList<PhotoAnswer>> ReadAsync(IReadOnlyList<string> contacts, CancellationToken cancellationToken)
    {
        var answers = new List<PhotoAnswer>();
        for (var left = contacts.Chunk(GraphBatch.Most).ToList(); left.Count > 0 && !HasToWait(answers); left.RemoveAt(0))
        {
            answers.AddRange(await SomeAsync(left[0], cancellationToken));
        }

        return answers;
    }

    /// <summary>Where the pictures are more than one answer holds, each half is asked for.</summary>
    private async Task<IReadOnlyList<PhotoAnswer>> SomeAsync(string[] contacts, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await batch.SendAsync(contacts.Select(Request), cancellationToken)).Select(Read)];
        }
        catch (ProviderException tooMuch) when (tooMuch.Fault == ProviderFault.Rejected)
        {
            return contacts.Length > 1 ? await HalvesAsync(contacts, cancellationToken) : [new PhotoAnswer(Photo: null, tooMuch)];
        }
    }

    private async Task<IReadOnlyList<PhotoAnswer>> HalvesAsync(string[] contacts, CancellationToken cancellationToken)
    {
        var half = contacts.Length / 2;
        var first = await SomeAsync(contacts[..half], cancellationToken);
        return HasToWait(first) ? first : [.. first, .. await SomeAsync(contacts[half..], cancellationToken)];
    }

    private static bool HasToWait(IEnumerable<PhotoAnswer> answers) =>
        answers.Any(answer => answer.Failure?.Fault == ProviderFault.Throttled);

    private RequestInformation Request(string contact) => calls.Client.Me.Contacts[contact].Photo.Content.ToGetRequestInformation();

    private static PhotoAnswer Read(BatchAnswer answer) => answer.Failure switch
    {
        null => Read(answer.Body.Span, answer.Type),
        { Fault: ProviderFault.Gone } => new PhotoAnswer(Photo: null),
        // The call as a whole was allowed, so it is this picture that is not to be had.
        { Fault: ProviderFault.SignInNeeded } refused => Refused(refused.Message),
        var failure => new PhotoAnswer(Photo: null, failure),
    };

    private static PhotoAnswer Read(ReadOnlySpan<byte> body, string? type)
    {
        if (body.Length > Base64.GetMaxEncodedToUtf8Length(MostBytes))
        {
            return Refused($"The picture has more than {MostBytes} bytes.");
        }

        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(body.Length)];
        return Base64.DecodeFromUtf8(body, bytes, out _, out var length) == OperationStatus.Done && length <= MostBytes
            ? new PhotoAnswer(new ProviderPhoto(bytes.AsMemory(0, length), type))
            : Refused($"The picture has more than {MostBytes} bytes, or is none.");
    }

    private static PhotoAnswer Refused(string why) => new(Photo: null, new ProviderException(ProviderFault.Rejected, why));
}
