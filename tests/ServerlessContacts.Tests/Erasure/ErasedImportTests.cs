using ServerlessContacts.Import;
using ServerlessContacts.Tests.Import;

namespace ServerlessContacts.Tests.Erasure;

/// <summary>An import whose rows are partly of an erased person can still be taken back: of that person there is nothing to bring back.</summary>
public sealed class ErasedImportTests
{
    private const string Before = "name,email,title\nAnn One,ann@example.com,Old\nBob Two,bob@example.com,Old\nCyd Three,cyd@example.com,Old\n";
    private const string After = "name,email,title,action\nAnn One,ann@example.com,New,\nBob Two,bob@example.com,New,\nCyd Three,cyd@example.com,,delete\nDee Four,dee@example.com,New,\n";

    [Theory]
    [InlineData("Ann One")]
    [InlineData("Cyd Three")]
    [InlineData("Dee Four")]
    public async Task It_is_taken_back_but_for_the_erased(string name)
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(Before);
        var cyd = (await rig.NamedAsync("Cyd Three")).Id;
        var import = await rig.ImportAsync(After);
        var id = name == "Cyd Three" ? cyd : (await rig.NamedAsync(name)).Id;
        var erasures = new ErasureRig(rig.Table, rig.Time);
        await erasures.RequestAsync(ImportRig.Demo, false, id.ToString());
        await erasures.RunAsync();

        rig.Restart();
        var undo = await rig.UndoAsync(import.Id);
        Assert.Equal(ImportStatus.Done, undo.Status);
        Assert.Equal(ImportStatus.Undone, (await rig.FindAsync(import.Id)).Status);
        var kept = Assert.Single(await rig.ReportAsync(undo.Id));
        Assert.Equal(("erased", id.ToString(), ""), ((string?)kept["reason"], (string?)kept["contact"], (string?)kept["name"]));
        Assert.Equal(
            new[] { "Ann One Old", "Bob Two Old", "Cyd Three Old" }.Where(line => !line.StartsWith(name, StringComparison.Ordinal)),
            (await rig.ContactsAsync()).Select(contact => $"{contact.Record.Contact.Name.Full} {contact.Record.Contact.Organization?.Title}").Order(StringComparer.Ordinal));
    }
}
