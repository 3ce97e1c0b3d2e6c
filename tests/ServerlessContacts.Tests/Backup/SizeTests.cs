using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Tests.Backup;

/// <summary>What a backup weighs and asks, for the figures in docs/operations.md.</summary>
public sealed class SizeTests
{
    private const int Contacts = 3880;

    private static readonly string[] Given = ["Ada", "Grace", "Hana", "Jean", "Karl", "Léa", "Mina", "Noor"];
    private static readonly string[] Family = ["Arai", "Brun", "Curie", "Dupont", "Ito", "Lovelace", "Meyer", "Sato", "Weber"];

    [Fact]
    public async Task An_imported_contact_weighs_a_hundred_bytes_with_its_part_of_the_log()
    {
        var rig = new BackupRig();
        var journal = new Journal(rig.Table, rig.Time);
        var shard = Partition.Shared(new TenantId("acme"), 0);
        var random = new Random(1);
        foreach (var batch in Enumerable.Range(0, Contacts).Chunk(StoreLimits.EditsPerTransaction))
        {
            var edits = batch.Select(number => ContactEdits.Create(ContactId.Shared(0, $"{random.NextInt64():x16}{number:x8}"), Record(random, number, rig.Time))).ToList();
            Assert.True((await journal.CommitAsync(shard, Operation.New("import:1"), edits, default)).IsStored);
        }

        await rig.BackUpAsync();
        var stored = rig.Kept.Names.Where(name => name.EndsWith(".br", StringComparison.Ordinal)).Sum(name => rig.Kept.Bytes(name)!.Length);
        Assert.InRange(stored / Contacts, 70, 130);
    }

    private static ContactRecord Record(Random random, int number, TimeProvider time)
    {
        var (given, family) = (Given[random.Next(Given.Length)], Family[random.Next(Family.Length)]);
        var contact = new Contact
        {
            Name = new ContactName { Given = given, Family = family, Full = $"{given} {family}" },
            Emails = [new Email { Address = $"{given}.{family}.{number}@example.com", Default = true }],
            Phones = [new Phone { Number = $"+8190{random.Next(10_000_000, 99_999_999)}", Raw = $"090-{random.Next(1000, 9999)}-{random.Next(1000, 9999)}" }],
        };
        return Provenance.Create(contact, "import:1", $"import:1#{number}", time.GetUtcNow());
    }
}
