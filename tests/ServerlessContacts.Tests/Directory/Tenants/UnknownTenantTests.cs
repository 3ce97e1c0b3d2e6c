using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Directory.Tenants;

/// <summary>Whoever invents tenants or keys costs storage nothing, and a new tenant is known soon.</summary>
public sealed class UnknownTenantTests
{
    private readonly MemoryTable table = new();
    private readonly ManualTime time = new();
    private readonly TenantDirectory directory;

    public UnknownTenantTests() => directory = new TenantDirectory(new Journal(table, time), ConfiguredTenants.None, time);

    [Fact]
    public async Task Storage_is_asked_once_for_a_tenant_that_does_not_exist()
    {
        Assert.Null(await directory.FindAsync(new TenantId("nobody"), default));
        var (reads, rows) = (table.PointReads, table.RowsRead);
        for (var i = 0; i < 100; i++)
        {
            Assert.Null(await directory.FindAsync(new TenantId("nobody"), default));
            Assert.Null(await directory.FindKeyAsync(new TenantId("nobody"), $"key{i}", default));
        }

        Assert.Equal((reads, rows), (table.PointReads, table.RowsRead));
    }

    [Fact]
    public async Task A_key_that_does_not_exist_costs_no_read_of_its_own()
    {
        await new TenantStore(new Journal(table, time), time).EnsureAsync(new TenantId("acme"), "Acme", "JP", default);
        Assert.NotNull(await directory.FindAsync(new TenantId("acme"), default));
        var (reads, rows) = (table.PointReads, table.RowsRead);
        for (var i = 0; i < 100; i++)
        {
            Assert.Null(await directory.FindKeyAsync(new TenantId("acme"), $"key{i}", default));
        }

        Assert.Equal((reads, rows), (table.PointReads, table.RowsRead));
    }

    [Fact]
    public async Task A_tenant_that_another_instance_makes_is_known_within_two_seconds()
    {
        Assert.Null(await directory.FindAsync(new TenantId("acme"), default));
        await new TenantStore(new Journal(table, time), time).EnsureAsync(new TenantId("acme"), "Acme", "JP", default);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull(await directory.FindAsync(new TenantId("acme"), default));
    }

    [Fact]
    public async Task A_tenant_that_this_instance_makes_is_known_at_once()
    {
        var journal = new Journal(table, time);
        var own = new TenantDirectory(journal, ConfiguredTenants.None, time);
        Assert.Null(await own.FindAsync(new TenantId("acme"), default));
        await new TenantStore(journal, time).EnsureAsync(new TenantId("acme"), "Acme", "JP", default);
        Assert.NotNull(await own.FindAsync(new TenantId("acme"), default));
    }

    [Fact]
    public async Task What_is_remembered_is_bounded()
    {
        for (var i = 0; i < 25_000; i++)
        {
            await directory.FindAsync(new TenantId($"t{i}"), default);
        }

        Assert.InRange(directory.Unknown, 1, 10_000);
    }
}
