using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>
/// The provider holds two numbers. What had no room there takes the room of a number that goes, and never that of one that comes.
/// </summary>
public sealed class RoomTests
{
    [Fact]
    public async Task A_number_that_had_no_room_goes_there_when_another_is_removed_there()
    {
        var (rig, id) = await StartAsync("+81311111111", "+81322222222", "+81333333333");
        rig.Provider.Edit(id, contact => contact with { Phones = [.. contact.Phones.Skip(1)] });
        await AssertNumbersAsync(rig, ["+81322222222", "+81333333333"], ["+81322222222", "+81333333333"]);
    }

    [Fact]
    public async Task A_number_that_was_put_in_the_place_of_another_there_stays_there()
    {
        var (rig, id) = await StartAsync("+81311111111", "+81322222222", "+81333333333");
        rig.Provider.Edit(id, contact => contact with { Phones = [contact.Phones[1], new Phone { Number = "+81344444444" }] });
        await AssertNumbersAsync(rig, ["+81322222222", "+81344444444", "+81333333333"], ["+81322222222", "+81344444444"]);
    }

    [Fact]
    public async Task Where_all_are_removed_there_what_had_no_room_is_left()
    {
        var (rig, id) = await StartAsync("+81311111111", "+81322222222", "+81333333333");
        rig.Provider.Edit(id, contact => contact with { Phones = [] });
        await AssertNumbersAsync(rig, ["+81333333333"], ["+81333333333"]);
    }

    private static async Task<(SyncRig Rig, string Id)> StartAsync(params string[] numbers)
    {
        var rig = await SyncRig.StartAsync();
        var contact = new Contact { Name = new ContactName { Full = "Aiko Ogata" }, Phones = [.. numbers.Select(number => new Phone { Number = number })] };
        await rig.AddAsync(SyncRig.Clean(contact));
        await rig.SyncAsync();
        await rig.SyncAsync();
        return (rig, Assert.Single(rig.Provider.People).Id);
    }

    private static async Task AssertNumbersAsync(SyncRig rig, string[] here, string[] there)
    {
        await rig.SyncAsync();
        Assert.Equal(here, Assert.Single(await rig.BookAsync()).Record.Contact.Phones.Select(phone => phone.Number));
        Assert.Equal(there, Assert.Single(rig.Provider.People).Contact.Phones.Select(phone => phone.Number));
        await rig.SyncAsync();
        var writes = rig.Provider.Writes;
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(writes, rig.Provider.Writes);
        Assert.Equal(there, Assert.Single(rig.Provider.People).Contact.Phones.Select(phone => phone.Number));
    }
}
