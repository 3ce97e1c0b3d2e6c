using System.Buffers;
using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Export.Cards;
using ServerlessContacts.Export.Losses;
using ServerlessContacts.Export.Reading;

namespace ServerlessContacts.Export;

/// <summary>An export that is known and has only to be written.</summary>
public sealed class PreparedExport
{
    /// <summary>So much text is gathered before it is sent; one contact may be larger.</summary>
    private const int Block = 32 * 1024;

    private readonly ContactsAtMoment contacts;
    private readonly IExportFile file;
    private readonly ExportPhotos photos;

    internal PreparedExport(ContactsAtMoment contacts, IExportFile file, ExportPhotos photos, LossReport report) =>
        (this.contacts, this.file, this.photos, Report) = (contacts, file, photos, report);

    /// <summary>What the format cannot hold.</summary>
    public LossReport Report { get; }

    /// <summary>Writes the file in UTF-8. A failure leaves half a file: the caller must not let it pass for a whole one.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var text = new StringWriter { NewLine = "\r\n" };
        file.Begin(text);
        await foreach (var (contact, photo) in ReadAsync(cancellationToken))
        {
            file.Write(contact, photo, text);
            if (text.GetStringBuilder().Length >= Block)
            {
                await SendAsync(text.GetStringBuilder(), stream, cancellationToken);
            }
        }

        await SendAsync(text.GetStringBuilder(), stream, cancellationToken);
    }

    private IAsyncEnumerable<(Contact Contact, VCardPhoto? Photo)> ReadAsync(CancellationToken cancellationToken)
    {
        var all = contacts.ReadAsync(cancellationToken).Select(read => read.Contact);
        return file.TakesPhotos ? photos.JoinAsync(all, cancellationToken) : all.Select(contact => (contact, (VCardPhoto?)null));
    }

    /// <summary>What is gathered ends with a contact, never inside of a character.</summary>
    private static async Task SendAsync(StringBuilder text, Stream stream, CancellationToken cancellationToken)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(text.ToString(), bytes);
            text.Clear();
            await stream.WriteAsync(bytes.AsMemory(0, length), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
