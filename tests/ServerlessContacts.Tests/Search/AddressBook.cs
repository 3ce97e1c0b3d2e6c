using Microsoft.Extensions.Logging.Abstractions;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Search;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Following;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Search;

/// <summary>A tenant of two shards on a table in memory, with one instance of the search or several.</summary>
internal sealed class AddressBook
{
    public static readonly TenantId Tenant = new("acme");
    public static readonly MemberId Ada = new("ada");
    public static readonly MemberId Bob = new("Bob/ß");
    public static readonly MemberId Tom = new("tom");
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private int made;

    public AddressBook(SearchOptions? options = null, TimeProvider? time = null, MemoryTable? table = null, MemorySnapshots? snapshots = null)
    {
        Table = table ?? new MemoryTable();
        Reads = new GatedReads(Table);
        Journal = new Journal(Reads, TimeProvider.System);
        Contacts = new ContactStore(Journal);
        options ??= new SearchOptions();
        time ??= TimeProvider.System;
        Requests = new SnapshotRequests(Table);
        Snapshots = new SnapshotStore((snapshots ?? new MemorySnapshots(time)).Files, Requests, time, NullLogger<SnapshotStore>.Instance);
        Indexes = new SearchIndexes(Journal, time, options, snapshots is null ? null : Snapshots, NullLogger<SearchIndexes>.Instance);
        Search = new ContactSearch(Indexes, time, options);
    }

    public static PhoneParser Japan { get; } = new(new PhoneParserOptions { Country = "JP" });

    public MemoryTable Table { get; }

    /// <summary>How this instance reads.</summary>
    public GatedReads Reads { get; }

    public Journal Journal { get; }

    public ContactStore Contacts { get; }

    public SnapshotRequests Requests { get; }

    public SnapshotStore Snapshots { get; }

    public SearchIndexes Indexes { get; }

    public ContactSearch Search { get; }

    public static AccessScope ScopeOf(MemberId? member) => new(Tenant, 2, member);

    public static Contact Named(string name) => new() { Name = new ContactName { Full = name } };

    /// <summary>A phone as the editor would store it for a tenant of the country.</summary>
    public static Phone Phone(string written, string country = "JP")
    {
        var phone = new PhoneParser(new PhoneParserOptions { Country = country }).Parse(written).Phone;
        return new Phone { Number = phone.Number ?? written, Raw = written, Extension = phone.Extension, Default = true };
    }

    public Task<ContactId> ShareAsync(string name) => ShareAsync(Named(name));

    /// <summary>As one of the many writes of a job.</summary>
    public async Task<ContactId> ImportAsync(string name)
    {
        var id = ContactId.Shared(made % 2, Next());
        var record = Provenance.Create(Named(name), "member:ada", "import:1", Day.AddMinutes(made));
        var operation = Operation.New("member:ada") with { IsOfJob = true };
        Assert.True((await Journal.CommitAsync(Partition.Of(Tenant, id), operation, [ContactEdits.Create(id, record)], default)).IsStored);
        return id;
    }

    public Task<ContactId> ShareAsync(Contact contact) => AddAsync(ContactId.Shared(made % 2, Next()), contact);

    public Task<ContactId> OwnAsync(MemberId owner, Contact contact) => AddAsync(ContactId.Personal(owner, Next()), contact);

    public async Task<ContactId> AddAsync(ContactId id, Contact contact)
    {
        await CommitAsync(id, ContactEdits.Create(id, Provenance.Create(contact, "member:ada", "member:ada", Day.AddMinutes(made))));
        return id;
    }

    public async Task<ContactId> EnrolAsync(MemberId member, string name)
    {
        var record = new MemberRecord { Id = member.Value, Name = name, Email = $"{name.Split(' ')[0]}@acme.test", Created = Day };
        await Journal.CommitAsync(Partition.Directory(Tenant), Operation.New("member:ada"), [new Edit(
            MemberRecord.RowKey(member), null, StoredJson.Write(record))], default);
        return MemberRecord.ContactId(member);
    }

    public async Task ChangeAsync(ContactId id, Func<Contact, Contact> change)
    {
        var stored = (await Contacts.FindAsync(Tenant, id, default))!;
        await CommitAsync(id, ContactEdits.Change(stored, Provenance.Update(stored.Record, change(stored.Record.Contact), "member:ada", "member:ada", Day.AddDays(++made))!));
    }

    public async Task DeleteAsync(ContactId id) =>
        await CommitAsync(id, [.. ContactEdits.Delete((await Contacts.FindAsync(Tenant, id, default))!, Day)]);

    public async Task<SearchAnswer> AskAsync(SearchQuery query, MemberId? member = null) =>
        (await Search.SearchAsync(ScopeOf(member ?? Ada), query, default)).Answer;

    public Task<SearchAnswer> AskAsync(string text, MemberId? member = null) => AskAsync(new SearchQuery { Text = text, Highlight = true }, member);

    /// <summary>The names of all items in the order of the answer.</summary>
    public async Task<string> NamesAsync(string text, MemberId? member = null) => Names(await AskAsync(text, member));

    public static string Names(SearchAnswer answer) =>
        string.Join(", ", answer.Sections.SelectMany(section => section.Items).Select(item => item.Contact.Record.Contact.Caption));

    public async Task<ListAnswer> ListAsync(ListQuery query, MemberId? member = null) =>
        (await Search.ListAsync(ScopeOf(member ?? Ada), query, default)).Answer;

    public async Task<LookupAnswer> LookupAsync(string number, MemberId? member = null) =>
        (await Search.LookupAsync(ScopeOf(member ?? Ada), new LookupQuery { Number = number, Parser = Japan }, default)).Answer;

    public static Positions At(ContactId id, long sequence) => Positions.None.With(Partition.Of(Tenant, id), sequence);

    private string Next() => $"{++made:D5}";

    private async Task CommitAsync(ContactId id, params Edit[] edits) =>
        Assert.True((await Journal.CommitAsync(Partition.Of(Tenant, id), Operation.New("member:ada"), edits, default)).IsStored);
}
