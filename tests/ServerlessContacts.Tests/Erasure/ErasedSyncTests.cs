using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Erasure;

/// <summary>A sync knows an erased contact's item and passes it over, whenever the erasure came; it neither brings it in again nor takes it for something to delete.</summary>
public sealed class ErasedSyncTests
{
    private static readonly Contact Aiko = Person("Aiko Tanaka", "aiko@example.jp");
    private static readonly Contact Boris = Person("Boris Petit", "boris@example.fr");
    private static readonly Contact Clara = Person("Clara Klein", "clara@example.de");

    [Fact]
    public async Task The_item_stays_at_the_provider_and_away_from_here_whatever_happens_there()
    {
        var rig = await SyncRig.StartAsync();
        var (there, here, _) = await LinkedAsync(rig);
        await EraseAsync(rig, here);
        Assert.Equal(3, (await rig.LinksAsync()).Count(link => link.State == LinkState.Erased));
        var writes = rig.Provider.Writes;

        await rig.SyncAsync();
        rig.Provider.Edit(there, contact => contact with { Nickname = "again" });
        await rig.SyncAsync();
        rig.Provider.Next = call => call == "page" ? CallFault.Expired : CallFault.None;
        await rig.SyncAsync();

        Assert.Equal(["Clara Klein"], await HereAsync(rig));
        Assert.Equal(["Aiko Tanaka", "Boris Petit", "Clara Klein"], There(rig));
        Assert.Equal(writes, rig.Provider.Writes);
        Assert.Equal(1, (await rig.StandingAsync()).Statistics.InSync);
    }

    [Fact]
    public async Task What_its_owner_deletes_there_afterwards_is_no_event_here()
    {
        var rig = await SyncRig.StartAsync();
        var (there, here, _) = await LinkedAsync(rig);
        await EraseAsync(rig, here);
        rig.Provider.Remove(there);
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Clara Klein"], await HereAsync(rig));
        Assert.Empty(await rig.ReviewsAsync());
    }

    /// <summary>At each call of a run that carries edits both ways, in turn.</summary>
    [Fact]
    public async Task An_erasure_in_the_middle_of_a_run_holds()
    {
        for (var at = 1; ; at++)
        {
            var rig = await SyncRig.StartAsync();
            var (there, here, clara) = await LinkedAsync(rig);
            rig.Provider.Edit(there, contact => contact with { Birthday = "1990-04-09" });
            await rig.EditAsync(here[1], contact => contact with { Nickname = "Bo" });
            await rig.EditAsync(clara, contact => contact with { Nickname = "Cl" });
            var calls = 0;
            rig.Provider.Next = _ =>
            {
                if (++calls == at)
                {
                    EraseAsync(rig, here).GetAwaiter().GetResult();
                }

                return CallFault.None;
            };
            await rig.SyncAsync();
            var erased = calls >= at;
            rig.Provider.Next = _ => CallFault.None;
            if (!erased)
            {
                Assert.InRange(at, 3, 100);
                return;
            }

            await rig.SyncAsync();
            Assert.Equal(["Clara Klein"], await HereAsync(rig));
            Assert.Equal(["Aiko Tanaka", "Boris Petit", "Clara Klein"], There(rig));
            Assert.DoesNotContain("delete", rig.Provider.Calls);
            Assert.Equal("Cl", rig.Provider.People.Single(person => person.Contact.Name.Given == "Clara").Contact.Nickname);
        }
    }

    /// <summary>One who was first there, one who was first here, and one who stays; all on both sides.</summary>
    private static async Task<(string There, string[] Here, string Clara)> LinkedAsync(SyncRig rig)
    {
        var there = rig.Provider.Add(Aiko);
        var boris = await rig.AddAsync(Boris);
        var clara = await rig.AddAsync(Clara);
        await rig.SyncAsync();
        var aiko = (await rig.BookAsync()).Single(contact => contact.Record.Contact.Name.Given == "Aiko").Id.Unique;
        return (there, [aiko, boris], clara);
    }

    private static async Task EraseAsync(SyncRig rig, string[] contacts)
    {
        var erasures = new ErasureRig(rig.Table, rig.Time);
        await erasures.RequestAsync(SyncRig.Demo, false, [.. contacts.Select(contact => ContactId.Personal(SyncRig.Anna, contact).ToString())]);
        await erasures.RunAsync();
        Assert.DoesNotContain(erasures.Everything(), place => place.Text.Contains("Tanaka", StringComparison.Ordinal) || place.Text.Contains("Petit", StringComparison.Ordinal));
    }

    private static async Task<IEnumerable<string>> HereAsync(SyncRig rig) =>
        (await rig.BookAsync()).Select(contact => contact.Record.Contact.Name.Full!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> There(SyncRig rig) => rig.Provider.People.Select(person => person.Contact.Name.Full!).Order(StringComparer.Ordinal);

    private static Contact Person(string name, string email) =>
        SyncRig.Clean(new Contact { Name = new ContactName { Given = name.Split(' ')[0], Family = name.Split(' ')[1] }, Emails = [new Email { Address = email }] });
}
