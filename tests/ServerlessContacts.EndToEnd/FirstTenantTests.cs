using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.EndToEnd;

/// <summary>What a freshly deployed service does with the tenants that its settings name.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class FirstTenantTests(AzuriteFixture azurite)
{
    private readonly string first = $"t{Guid.NewGuid():N}";
    private readonly string second = $"t{Guid.NewGuid():N}";

    [Fact]
    public async Task The_first_tenant_is_there_for_all_instances_that_are_asked_at_once()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => AsNamed(i % 2 == 0 ? one : other, first, "owner").GetAsync("tenant")));
        Assert.All(answers, answer =>
        {
            var tenant = answer.Json(HttpStatusCode.OK);
            Assert.Equal((first, "Acme Ltd", "FR"), (tenant.Text("id"), tenant.Text("name"), tenant.Text("country")));
        });
        var changes = await one.Services.GetRequiredService<Journal>().ChangesAsync(Partition.Directory(new TenantId(first)), 0, default).ToListAsync();
        Assert.Single(changes.SelectMany(change => change.Rows), row => TenantRecord.Kind.Holds(row.RowKey));
    }

    [Fact]
    public async Task The_named_member_administers_it_and_nobody_else_does()
    {
        await using var host = await StartAsync();
        var owner = AsNamed(host, first, "owner");
        var tenant = await owner.GetAsync("tenant");
        (await owner.PatchAsync("tenant", new JsonObject { ["name"] = "Renamed" }, tenant.ETag)).Json(HttpStatusCode.OK);
        (await AsNamed(host, first, "somebody").GetAsync("keys")).Is(HttpStatusCode.Forbidden);
        (await AsNamed(host, second, "owner").GetAsync("keys")).Is(HttpStatusCode.Forbidden);
        (await AsNamed(host, second, "second-owner").GetAsync("keys")).Json(HttpStatusCode.OK);
        (await AsNamed(host, $"t{Guid.NewGuid():N}", "owner").GetAsync("tenant")).Is(HttpStatusCode.Forbidden);

        await using var next = await StartAsync();
        Assert.Equal("Renamed", (await AsNamed(next, first, "owner").GetAsync("tenant")).Json(HttpStatusCode.OK).Text("name"));
    }

    [Fact]
    public async Task A_tenant_that_is_no_longer_configured_stays_and_its_named_administrator_is_one_no_longer()
    {
        await using (var host = await StartAsync())
        {
            (await AsNamed(host, first, "owner").GetAsync("keys")).Json(HttpStatusCode.OK);
        }

        await using var without = await ServiceHost.StartAsync(azurite.ConnectionString);
        (await AsNamed(without, first, "owner").GetAsync("tenant")).Json(HttpStatusCode.OK);
        (await AsNamed(without, first, "owner").GetAsync("keys")).Is(HttpStatusCode.Forbidden);
        (await AsNamed(without, second, "second-owner").GetAsync("tenant")).Is(HttpStatusCode.Forbidden);
    }

    /// <summary>A token that names no role.</summary>
    private static ApiClient AsNamed(ServiceHost host, string tenant, string member) =>
        host.WithToken(host.Issuer.Token(new() { ["tid"] = tenant, ["oid"] = member, ["roles"] = null }));

    private Task<ServiceHost> StartAsync() => ServiceHost.StartAsync(
        azurite.ConnectionString,
        ("FirstTenant:Id", first), ("FirstTenant:Name", "Acme Ltd"), ("FirstTenant:Country", "FR"), ("FirstTenant:Administrator", "owner"),
        ("FurtherTenants", $"{second}|JP|second-owner|Second"));
}
