using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Import.Running;

/// <summary>The contacts that one turn has read serve the next one, as long as they are just what is stored.</summary>
public sealed class RecentBooksTests
{
    private const string Book = "name,email,phone\nAnn One,ann@example.com,+81 90 1111 1111\nBob Two,bob@example.com,+81 90 2222 2222\n";

    private const string Bob = "name,email,title\nBob Two,bob@example.com,Chief\n";

    [Fact]
    public async Task A_second_dry_run_and_its_apply_read_no_contacts_again()
    {
        var (rig, table) = await StartAsync();
        await rig.DryRunAsync(Bob);
        Assert.NotEqual(0, table.Scans);
        table.Scans = 0;
        var second = await rig.DryRunAsync(Bob);
        await rig.ApplyAsync(second.Id);
        Assert.Equal(0, table.Scans);
        Assert.Equal("Chief", (await rig.NamedAsync("Bob Two")).Record.Contact.Organization!.Title);
    }

    [Fact]
    public async Task New_contacts_one_file_after_the_other_read_the_book_once()
    {
        var (rig, table) = await StartAsync();
        await rig.DryRunAsync(Bob);
        table.Scans = 0;
        await rig.ImportAsync("name,email\nCid Three,cid@example.com\n");
        await rig.ImportAsync("name,email\nDee Four,dee@example.com\n");
        var third = await rig.ImportAsync("name,email,title\nCid Three,cid@example.com,Cook\nDee Four,dee@example.com,Driver\n");
        Assert.Equal((0, 2), (table.Scans, third.Rows.Updated));
    }

    [Fact]
    public async Task What_others_write_between_two_turns_is_found()
    {
        var (rig, table) = await StartAsync();
        await rig.DryRunAsync(Bob);
        table.Scans = 0;
        await rig.DeleteAsync("Bob Two");
        await rig.EditAsync("Ann One", contact => contact with { Emails = [contact.Emails[0] with { Address = "ann@new.example" }] });
        var plan = await rig.DryRunAsync("name,email\nBob Two,bob@example.com\nAnn One,ann@new.example\nAnn One,ann@example.com\n");
        Assert.Equal((0, 2, 1), (table.Scans, plan.Rows.Created, plan.Rows.Unchanged));
    }

    /// <summary>A row that leaves a contact as it was has shown the book a number that the contact does not have.</summary>
    [Fact]
    public async Task What_a_file_offered_in_vain_finds_nobody_later()
    {
        var (rig, _) = await StartAsync();
        await rig.SendAsync("name,email,phone\nBob Two,bob@example.com,+81 90 3333 3333\n", new ImportOptions { Mode = ImportMode.AddOnly });
        var later = await rig.DryRunAsync("name,phone\nBob Two,+81 90 3333 3333\n");
        Assert.Equal(1, later.Rows.Created);
    }

    [Fact]
    public async Task After_a_while_and_after_a_change_of_rules_the_book_is_read_anew()
    {
        var (rig, table) = await StartAsync();
        await rig.DryRunAsync(Bob);
        table.Scans = 0;
        rig.Time.Advance(rig.Settings.BooksKept);
        await rig.DryRunAsync(Bob);
        Assert.NotEqual(0, table.Scans);
        await ForbidLeadingZerosAsync(rig);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        table.Scans = 0;
        await rig.DryRunAsync(Bob);
        Assert.NotEqual(0, table.Scans);
    }

    [Fact]
    public async Task A_book_beyond_the_bound_is_not_kept()
    {
        var (rig, table) = await StartAsync(new ImportSettings { ContactsKept = 1 });
        await rig.DryRunAsync(Bob);
        table.Scans = 0;
        await rig.DryRunAsync(Bob);
        Assert.NotEqual(0, table.Scans);
    }

    /// <summary>Nothing is left that only was planned.</summary>
    [Fact]
    public async Task Dry_runs_without_end_do_not_fill_the_memory()
    {
        var (rig, table) = await StartAsync();
        var people = "name,email\n" + string.Concat(Enumerable.Range(0, 900).Select(i => $"New {i},new{i}@example.com\n"));
        for (var run = 0; run < 3; run++)
        {
            table.Scans = 0;
            Assert.Equal(900, (await rig.DryRunAsync(people)).Rows.Created);
        }

        Assert.NotEqual(0, table.Scans);
    }

    private static async Task<(ImportRig Rig, ScannedTable Table)> StartAsync(ImportSettings? settings = null)
    {
        var rig = await ImportRig.StartAsync(settings);
        await rig.ImportAsync(Book);
        var table = new ScannedTable(rig.Table);
        rig.Restart(table);
        return (rig, table);
    }

    private static async Task ForbidLeadingZerosAsync(ImportRig rig)
    {
        var journal = new Journal(rig.Table, rig.Time);
        var state = (await new TenantDirectory(journal, ConfiguredTenants.None, rig.Time).FindAsync(ImportRig.Demo, default))!;
        var rules = new TenantRules { LeadingDoubleZeroIsInternational = false };
        Assert.NotNull(await new TenantStore(journal, rig.Time).UpdateAsync(
            ImportRig.Demo, state.TenantVersion, tenant => tenant with { Rules = rules }, "member:boss", default));
    }

    /// <summary>Counts how often contacts are read as a whole.</summary>
    private sealed class ScannedTable(ITable inner) : ITable
    {
        private int scans;

        public int Scans
        {
            get => scans;
            set => scans = value;
        }

        public Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
            inner.FindAsync(partitionKey, rowKey, cancellationToken);

        public IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, CancellationToken cancellationToken)
        {
            if (from.StartsWith(StoredContact.Kind.First, StringComparison.Ordinal))
            {
                Interlocked.Increment(ref scans);
            }

            return inner.RangeAsync(partitionKey, from, to, cancellationToken);
        }

        public Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken) =>
            inner.SubmitAsync(partitionKey, rows, cancellationToken);
    }
}
