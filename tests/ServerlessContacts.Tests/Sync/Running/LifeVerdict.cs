using System.Text.Json;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>What must hold at the end of a <see cref="MemoryLife"/>.</summary>
internal sealed class LifeVerdict(SyncRig rig, LifeLedger ledger)
{
    /// <summary>
    /// Whatever the owner has chosen: nobody is lost or doubled, what was skipped stays, and there is nothing left to do.
    /// </summary>
    public async Task AssertInPeaceAsync()
    {
        var book = (await rig.BookAsync()).Select(contact => Email(contact.Record.Contact)).ToList();
        var people = rig.Provider.People.Select(person => Email(person.Contact)).ToList();
        Assert.Equal(book.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), book.Order(StringComparer.Ordinal));
        Assert.Equal(people.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), people.Order(StringComparer.Ordinal));
        Assert.Subset(ledger.Removed, ledger.EverThere.Except(book, StringComparer.Ordinal).Except(people, StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal));
        Assert.All(ledger.Skipped, skipped => Assert.Equal((skipped.Value == Side.There, skipped.Value == Side.Here), (book.Contains(skipped.Key), people.Contains(skipped.Key))));
        Assert.All((await rig.LinksAsync()).Where(link => link.State == LinkState.Deleted), link => Assert.NotNull(link.Tombstone));
        await AssertQuietAsync();
    }

    /// <summary>
    /// With everything synced both ways, both sides have the same people and say the same of them, but for whom a person removed on one
    /// side when that was not carried out.
    /// </summary>
    /// <param name="apart">Who may be on one side only.</param>
    /// <param name="labels">Labels that anybody may have got by an edit.</param>
    public async Task AssertAgreedAsync(IReadOnlySet<string> apart, IReadOnlyList<string> labels)
    {
        var book = (await rig.BookAsync()).ToDictionary(contact => Email(contact.Record.Contact), StringComparer.Ordinal);
        var people = rig.Provider.People.ToDictionary(person => Email(person.Contact), person => person.Contact, StringComparer.Ordinal);
        foreach (var link in await rig.LinksAsync())
        {
            ledger.Tell($"{link.State} {link.Contact}: {link.Agreed.There.Emails.FirstOrDefault()?.Address} of {link.Item?.Id}");
        }

        var labelled = people.Where(person => !ledger.Removed.Contains(person.Key))
            .SelectMany(person => person.Value.Labels.Select(label => (person.Key, Label: label)));
        Assert.Empty(labelled.Except(ledger.Relabelled).Select(one => one.Label).Intersect(ledger.GivenUp, StringComparer.Ordinal)
            .Except(labels, StringComparer.Ordinal));
        await AssertLinkedAsync(book.Where(pair => people.ContainsKey(pair.Key)).Select(pair => pair.Value.Id.Unique));
        var alone = book.Keys.ToHashSet(StringComparer.Ordinal);
        alone.SymmetricExceptWith(people.Keys);
        Assert.Empty(alone.Except(apart, StringComparer.Ordinal));
        foreach (var (email, there) in people.Where(person => book.ContainsKey(person.Key) && !ledger.Differing.Contains(person.Key)))
        {
            AssertSame(email, SyncRig.Clean(rig.Provider.Fit(book[email].Record.Contact)), SyncRig.Clean(there));
        }
    }

    private async Task AssertLinkedAsync(IEnumerable<string> contacts)
    {
        var links = (await rig.LinksAsync()).Where(link => link.State == LinkState.Linked).Select(link => link.Contact);
        Assert.Equal(contacts.Order(StringComparer.Ordinal), links.Order(StringComparer.Ordinal));
    }

    private void AssertSame(string email, Contact here, Contact there)
    {
        here = ledger.Placed.Contains(email) ? here with { Labels = there.Labels } : here;
        Assert.True(ThreeWayMerge.AreSame(here, there), $"{email} differs: {Text(here)} here, {Text(there)} there.");
    }

    private static string Text(Contact contact) => JsonSerializer.Serialize(contact, ContactJson.Contact);

    private async Task AssertQuietAsync()
    {
        var (writes, versions) = (rig.Provider.Writes, (await rig.BookAsync()).Select(contact => contact.Version).ToList());
        var run = await rig.SyncAsync();
        Assert.Equal(RunStatus.Done, run.Status);
        Assert.Equal(writes, rig.Provider.Writes);
        Assert.Equal(versions, (await rig.BookAsync()).Select(contact => contact.Version));
    }

    private static string Email(Contact contact) => LifeLedger.EmailOf(contact);
}
