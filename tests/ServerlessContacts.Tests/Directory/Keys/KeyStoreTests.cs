using System.Security.Cryptography;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Keys;
using ServerlessContacts.Directory.Quotas;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Directory.Keys;

/// <summary>A secret is shown to the one call that made it, whatever becomes of the answers of storage.</summary>
public sealed class KeyStoreTests
{
    private static readonly TenantId Tenant = new("acme");
    private static readonly KeyRequest Wanted = new("Telephone system", ["search"], null, "k");

    private readonly MemoryTable table = new();

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task A_call_whose_write_was_stored_and_not_answered_shows_its_secret(Fault fault)
    {
        var made = Issued(await Over(fault, failing: 1).CreateAsync(Tenant, Wanted, "member:ada", default));
        await AssertGoodAsync(made);
        await AssertGoodAsync(Issued(await Over(fault, failing: 0).RotateAsync(Tenant, made.Record.Id, "member:ada", "r", default)));
    }

    [Fact]
    public async Task A_repeat_shows_none_and_changes_nothing()
    {
        var made = Issued(await Over(Fault.None).CreateAsync(Tenant, Wanted, "member:ada", default));
        var again = Issued(await Over(Fault.None).CreateAsync(Tenant, Wanted, "member:ada", default));
        Assert.Equal((made.Record.Id, null), (again.Record.Id, again.Secret));
        var rotated = Issued(await Over(Fault.None).RotateAsync(Tenant, made.Record.Id, "member:ada", "r", default));
        Assert.Null(Issued(await Over(Fault.None).RotateAsync(Tenant, made.Record.Id, "member:ada", "r", default)).Secret);
        await AssertGoodAsync(rotated);
    }

    [Fact]
    public async Task A_request_that_was_refused_is_served_once_when_there_is_room()
    {
        var first = Issued(await Over(Fault.None).CreateAsync(Tenant, Wanted with { IdempotencyKey = null }, "member:ada", default));
        Assert.IsType<KeyResult.QuotaReached>(await Over(Fault.None).CreateAsync(Tenant, Wanted, "member:ada", default));
        await Over(Fault.None).RevokeAsync(Tenant, first.Record.Id, "member:ada", default);
        var made = Issued(await Over(Fault.None).CreateAsync(Tenant, Wanted, "member:ada", default));
        await AssertGoodAsync(made);
        var again = Issued(await Over(Fault.None).CreateAsync(Tenant, Wanted, "member:ada", default));
        Assert.Equal((made.Record.Id, null), (again.Record.Id, again.Secret));
    }

    private static KeyResult.Issued Issued(KeyResult result) => Assert.IsType<KeyResult.Issued>(result);

    private async Task AssertGoodAsync(KeyResult.Issued issued)
    {
        Assert.True(ApplicationKey.TryParse(issued.Secret, out var presented));
        var rows = await Journal(Fault.None).RowsAsync(Partition.Directory(Tenant), ApplicationKeyRecord.Kind, default).ToListAsync();
        var record = rows.Select(StoredJson.Read<ApplicationKeyRecord>).Single(key => key.Id == issued.Record.Id);
        Assert.Equal(KeyVerdict.Valid, record.Verify(presented, TimeProvider.System.GetUtcNow()));
    }

    private KeyStore Over(Fault fault, int failing = 0) =>
        new(Journal(fault, failing), new Limits { Keys = 1 }, TimeProvider.System, RandomNumberGenerator.Create());

    /// <summary>The first transaction of a new partition mentions it; the second is the write.</summary>
    private Journal Journal(Fault fault, int failing = 0)
    {
        var calls = 0;
        return new Journal(new FaultyTable(table, () => calls++ == failing ? fault : Fault.None), TimeProvider.System);
    }
}
