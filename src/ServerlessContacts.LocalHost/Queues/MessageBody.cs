using System.Buffers.Text;
using System.Text;

namespace ServerlessContacts.LocalHost.Queues;

/// <summary>
/// The text of a message as it lies in the queue, and what it stands for. With base64 encoding, text that is not base64 (put there by
/// hand, say) is taken as it is, as the Functions host does.
/// </summary>
internal static class MessageBody
{
    public static BinaryData Decode(string text, bool base64) =>
        base64 && Base64.IsValid(text) ? new BinaryData(Convert.FromBase64String(text)) : new BinaryData(Encoding.UTF8.GetBytes(text));

    public static string Encode(BinaryData body, bool base64) => base64 ? Convert.ToBase64String(body.ToMemory().Span) : body.ToString();
}
