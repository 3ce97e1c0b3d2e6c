using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Matching;

namespace ServerlessContacts.Tests.Contacts.Matching;

/// <summary>Runs after the tests that run side by side, as one of these measures memory.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredCollection
{
    public const string Name = "Measured";
}

[Collection(MeasuredCollection.Name)]
public sealed class MatchIndexTests
{
    [Fact]
    public void Every_contact_of_many_is_found_by_its_values_and_costs_at_most_150_bytes()
    {
        const int Count = 100_000;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new MatchIndex();
        for (var i = 0; i < Count; i++)
        {
            var contact = Person(i);
            var signature = NameSignature.Of(contact);
            Assert.Equal(i, index.Add(i % 8, $"0123456789abcdef0123{i:x8}", MatchKeys.Of(contact, signature), signature));
        }

        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        for (var i = 0; i < Count; i += 7)
        {
            var contact = Person(i);
            var signature = NameSignature.Of(contact);
            Assert.Equal(new Match(i, IsAmbiguous: false), index.Find(MatchKeys.Of(contact, signature), signature));
            Assert.Equal((i % 8, $"0123456789abcdef0123{i:x8}"), index.Contacts.IdOf(i));
        }

        Assert.InRange(bytes / Count, 1, 150);
    }

    [Fact]
    public void Among_very_many_who_share_a_number_each_is_found_by_a_word_of_the_name()
    {
        var index = new MatchIndex();
        for (var i = 0; i < 20_000; i++)
        {
            var contact = Shared($"Given{i} Family{i}");
            index.Add(0, $"{i}", MatchKeys.Of(contact, NameSignature.Of(contact)), NameSignature.Of(contact));
        }

        foreach (var (name, expected) in new[] { ("Given3 Family3", 3), ("G. Family19999", 19_999), ("Family500, Given500", 500) })
        {
            var contact = Shared(name);
            Assert.Equal(expected, index.Find(MatchKeys.Of(contact, NameSignature.Of(contact)), NameSignature.Of(contact)).Number);
        }

        var stranger = Shared("Nobody Else");
        Assert.Equal(Match.None, index.Find(MatchKeys.Of(stranger, NameSignature.Of(stranger)), NameSignature.Of(stranger)));
    }

    private static Contact Person(int i) => new()
    {
        Name = new ContactName { Full = $"Given{i} Family{i % 1000}" },
        Organization = new Organization { Name = "ACME" },
        Emails = [new Email { Address = $"p{i}@example.com" }],
        Phones = [new Phone { Number = $"+8190{i:D8}" }],
    };

    private static Contact Shared(string name) => new() { Name = new ContactName { Full = name }, Phones = [new Phone { Number = "+81312345678" }] };
}
