using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Search;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>Two services on one storage account.</summary>
public sealed class InstancesTests(ApiFixture fixture) : ApiTest(fixture)
{
    /// <summary>A second, and what the way there takes.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(2);

    private readonly ApiFixture service = fixture;

    [Fact]
    public async Task What_one_instance_wrote_another_finds_within_two_seconds_or_at_once_if_it_is_demanded()
    {
        await using var other = await ServiceHost.StartAsync(service.Storage);
        var elsewhere = other.As(Tenant.Id, "anna");
        await ShareAsync(Named("Kim 0"));
        Assert.Equal(1, (await GetAsync(elsewhere, "search?q=kim")).Number("total"));
        for (var written = 2; written <= 4; written++)
        {
            await ShareAsync(Named($"Kim {written}"));
            var watch = Stopwatch.StartNew();
            await StorageHost.UntilAsync(async () =>
            {
                // However long an answer takes on a busy machine: a search that begins two seconds later finds it.
                var began = watch.Elapsed;
                var isFound = (await GetAsync(elsewhere, "search?q=kim")).Number("total") == written;
                Assert.True(isFound || began <= Stale, $"A search that began after {began} did not find it.");
                return isFound;
            });
        }

        await ShareAsync(Named("Kim 5"));
        var version = (await GetAsync(Tenant.Anna, "search?q=kim")).Text("version");
        Assert.Equal(5, (await GetAsync(elsewhere, $"search?q=kim&version={version}")).Number("total"));
    }

    [Fact]
    public async Task An_instance_begins_with_the_snapshot_that_another_stored()
    {
        await ShareAsync(Named("Kim 1"));
        await Host.Services.GetRequiredService<SnapshotBuilder>().BuildAsync(Tenant.Id.Value, default);
        var deleted = await ShareAsync(Named("Kim 2"));
        await ShareAsync(Named("Kim 3"));
        (await Tenant.Manager.DeleteAsync(Path(deleted), deleted.Text("etag"))).Is(HttpStatusCode.NoContent);
        await using var other = await ServiceHost.StartAsync(service.Storage);
        Assert.NotNull(await other.Services.GetRequiredService<SnapshotStore>().Files.OpenAsync(Tenant.Id, default));
        Assert.Equal(2, (await GetAsync(other.As(Tenant.Id, "anna"), "search?q=kim")).Number("total"));
    }

    [Fact]
    public async Task A_snapshot_is_made_by_the_timer_and_the_queue_when_one_was_asked_for()
    {
        await ShareAsync(Named("Kim"));
        var store = Host.Services.GetRequiredService<SnapshotStore>();
        await store.Requests.AddAsync(Tenant.Id, default);
        await Host.Services.GetRequiredService<SnapshotBuilder>().SweepAsync(default);
        await StorageHost.UntilAsync(async () => await store.Files.OpenAsync(Tenant.Id, default) is not null);
        Assert.DoesNotContain(Tenant.Id, await store.Requests.AllAsync(default).ToListAsync());
    }

    [Fact]
    public async Task An_answer_is_not_sent_again_to_who_has_it()
    {
        await ShareAsync(Json("""{ "name": { "full": "Kim" }, "phones": [{ "number": "03-1234-5678" }] }"""));
        foreach (var path in new[] { "search?q=kim", "lookup?number=0312345678" })
        {
            var first = await Tenant.Anna.GetAsync(path);
            Assert.Contains("answer;dur=", first.Headers["Server-Timing"], StringComparison.Ordinal);
            (await Tenant.Anna.GetAsync(path, ("If-None-Match", first.ETag))).Is(HttpStatusCode.NotModified);
            (await Tenant.Ben.GetAsync(path, ("If-None-Match", first.ETag))).Is(HttpStatusCode.OK);
            await CreateAsync(Tenant.Anna, Named("Other"));
            (await Tenant.Anna.GetAsync(path, ("If-None-Match", first.ETag))).Is(HttpStatusCode.OK);
        }
    }
}
