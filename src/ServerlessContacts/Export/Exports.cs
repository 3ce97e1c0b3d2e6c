using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Export.Cards;
using ServerlessContacts.Export.Losses;
using ServerlessContacts.Export.Reading;
using ServerlessContacts.Export.Sheets;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Export;

/// <summary>
/// Lets contacts leave in the formats of others and in our own. An export is the address book at one moment, whatever is written while it runs, and takes no
/// more memory for a million contacts than for a thousand.
/// </summary>
public sealed class Exports(Journal journal, Photos photos)
{
    /// <summary>Reads what the query asks for a first time: how wide a table is and what the format cannot hold is known then, and nothing was sent yet.</summary>
    /// <exception cref="StoreBusyException">So much is written that the moment cannot be kept; the same call may be repeated.</exception>
    public async Task<PreparedExport> PrepareAsync(
        AccessScope scope, ExportQuery query, ExportFormat format, PhoneParser parser, CancellationToken cancellationToken)
    {
        var contacts = await ContactsAtMoment.NowAsync(journal, scope, query, cancellationToken);
        var file = File(format, parser);
        var report = new LossReport();
        await foreach (var (id, contact) in contacts.ReadAsync(cancellationToken))
        {
            report.Add(id, file.Prepare(contact));
        }

        return new PreparedExport(contacts, file, new ExportPhotos(photos, scope.Tenant), report);
    }

    private static IExportFile File(ExportFormat format, PhoneParser parser) => format switch
    {
        ExportFormat.Csv => new SheetFile(new OwnSheet(parser), new ContactRules(parser)),
        ExportFormat.Google => new SheetFile(new GoogleSheet(parser), new ContactRules(parser)),
        ExportFormat.Outlook => new SheetFile(new OutlookSheet(parser), new ContactRules(parser)),
        ExportFormat.Vcard3 => new CardFile(VCardVersion.V3),
        _ => new CardFile(VCardVersion.V4),
    };
}
