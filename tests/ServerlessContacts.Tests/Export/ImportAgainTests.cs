using ServerlessContacts.Contacts;
using ServerlessContacts.Export;
using ServerlessContacts.Import;
using ServerlessContacts.Tests.Import;

namespace ServerlessContacts.Tests.Export;

/// <summary>Through the whole import: an address book that leaves and is dropped where it came from stays as it was.</summary>
public class ImportAgainTests
{
    [Theory]
    [InlineData(ExportFormat.Csv, "own")]
    [InlineData(ExportFormat.Google, "google")]
    [InlineData(ExportFormat.Outlook, "outlook-com")]
    public async Task A_table_that_is_dropped_again_changes_nothing(ExportFormat format, string layout)
    {
        var rig = await ImportRig.StartAsync();
        var people = new ExportRig(rig.Table);
        await people.ShareAsync(SampleContacts.All);
        var before = await rig.ContactsAsync();
        var import = await rig.ImportAsync(await people.ExportAsync(format, new ExportQuery { Scope = ExportScope.Shared }));
        Assert.Equal((ImportStatus.Done, layout, 1.0), (import.Status, import.Layout, import.Confidence));
        Assert.Equal((4, 4, 0), (import.Rows.Total, import.Rows.Unchanged, import.Rows.Rejected));
        Assert.Equal(before.Select(contact => (contact.Id, contact.Version)), (await rig.ContactsAsync()).Select(contact => (contact.Id, contact.Version)));
    }

    [Fact]
    public async Task Our_own_table_makes_the_same_contacts_elsewhere()
    {
        var people = new ExportRig();
        await people.ShareAsync(SampleContacts.All);
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync(await people.ExportAsync(ExportFormat.Csv, new ExportQuery { Scope = ExportScope.Shared }));
        Assert.Equal((4, 4), (import.Rows.Total, import.Rows.Created));
        var made = (await rig.ContactsAsync()).Select(contact => contact.Record.Contact).OrderBy(contact => contact.Caption, StringComparer.Ordinal);
        var expected = SampleContacts.All.OrderBy(contact => contact.Caption, StringComparer.Ordinal);
        Assert.All(expected.Zip(made), pair => Assert.Empty(ContactFields.Changed(
            pair.First with { Internal = false, Folder = null, Groups = [], Visibility = Visibility.Owner }, pair.Second)));
    }
}
