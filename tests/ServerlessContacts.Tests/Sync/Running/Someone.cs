using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>People of the stories, and who of them is where.</summary>
internal static class Someone
{
    public static readonly Contact Aiko = Person("Aiko Tanaka", "aiko@example.jp");
    public static readonly Contact Boris = Person("Boris Petit", "boris@example.fr");

    public static Contact Person(string name, string email)
    {
        var parts = name.Split(' ');
        return SyncRig.Clean(new Contact { Name = new ContactName { Given = parts[0], Family = parts[1] }, Emails = [new Email { Address = email }] });
    }

    /// <summary>The names in the address book.</summary>
    public static async Task<IEnumerable<string>> HereAsync(SyncRig rig) =>
        (await rig.BookAsync()).Select(contact => contact.Record.Contact.Name.Full!).Order();

    /// <summary>The names at the provider.</summary>
    public static IEnumerable<string> There(SyncRig rig) => rig.Provider.People.Select(person => person.Contact.Name.Full!).Order();
}
