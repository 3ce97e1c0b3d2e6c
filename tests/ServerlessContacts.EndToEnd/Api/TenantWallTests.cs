namespace ServerlessContacts.EndToEnd.Api;

/// <summary>Two organisations, the same in everything but their texts. Whoever calls for one is shown and changes nothing of the other.</summary>
public sealed class TenantWallTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Fact]
    public async Task No_credential_of_one_tenant_reaches_anything_of_another()
    {
        var (one, other) = (await WalledTenant.BuildAsync(Host), await WalledTenant.BuildAsync(Host));
        var (ones, others) = (await one.StateAsync(), await other.StateAsync());
        await AttackAsync(one, other);
        await AttackAsync(other, one);
        Assert.Equal(ones, await one.StateAsync());
        Assert.Equal(others, await other.StateAsync());
    }

    [Fact]
    public async Task A_member_of_the_same_name_elsewhere_is_somebody_else()
    {
        var there = await WalledTenant.BuildAsync(Host);
        var namesake = Tenant.As(there.Owner);
        (await namesake.GetAsync(WalledTenant.Place(there.Personal))).Problem(404, "not-found");
        (await namesake.PatchAsync(WalledTenant.Place(there.Personal), Named("Mine"), "*")).Problem(404, "not-found");
        Assert.Equal(0, (await GetAsync(namesake, "contacts?scope=personal")).Number("total"));
        (await namesake.GetAsync($"changes?since={there.FeedToken}")).Problem(410, "feed-expired");
    }

    [Fact]
    public async Task A_file_that_names_another_tenant_is_imported_into_its_callers()
    {
        var (from, on) = (await WalledTenant.BuildAsync(Host), await WalledTenant.BuildAsync(Host));
        var before = await on.StateAsync();
        foreach (var name in new[] { $"{on.Tenant.Id}/a.csv", $"../{on.Tenant.Id}/a.csv", $"..\\..\\{on.Tenant.Id}\\a.csv", $"/{on.Tenant.Id}/{on.ImportId}/a.csv" })
        {
            await WalledTenant.ImportAsync(from.Tenant.Manager, name, $"name,email,notes\n{on.Marker} shared,shared@{on.Marker}.example,overwritten\n");
        }

        Assert.Equal(before, await on.StateAsync());
        Assert.Equal(1, (await GetAsync(from.Tenant.Manager, "search?q=overwritten")).Number("total"));
    }

    private static async Task AttackAsync(WalledTenant from, WalledTenant on)
    {
        foreach (var caller in from.Callers)
        {
            await ByIdAsync(caller, on);
            await ByQueryAsync(caller, on);
            await ByTokenAsync(caller, on);
            await ByOwnerAsync(caller, on);
            await ByKeyAsync(caller, on);
            await ByImportAsync(caller, on);
        }
    }

    private static async Task ByIdAsync(ApiClient caller, WalledTenant on)
    {
        foreach (var id in on.Ids)
        {
            var contact = $"contacts/{id}";
            ShowsNothing(await caller.GetAsync(contact), on, 404);
            ShowsNothing(await caller.GetAsync($"{contact}?include=provenance"), on, 404);
            ShowsNothing(await caller.PatchAsync(contact, Named("Mine"), "*"), on, 403, 404);
            ShowsNothing(await caller.DeleteAsync(contact, "*"), on, 403, 404);
            ShowsNothing(await caller.PostAsync($"{contact}/restore"), on, 403, 404);
            ShowsNothing(await caller.GetAsync($"{contact}/photo"), on, 404);
            ShowsNothing(await caller.PutAsync($"{contact}/photo", PhotoTests.Png), on, 404);
            ShowsNothing(await caller.DeleteAsync($"{contact}/photo", on.PhotoTag), on, 404);
            ShowsNothing(await caller.SendAsync(HttpMethod.Put, $"{contact}/favorite"), on, 403, 404);
            ShowsNothing(await caller.DeleteAsync($"{contact}/favorite"), on, 403, 404);
            var batch = Json($$"""{ "items": [{ "operation": "update", "id": "{{id}}", "etag": "*", "contact": { "notes": "mine" } }, { "operation": "delete", "id": "{{id}}", "etag": "*" }] }""");
            var outcomes = await caller.PostAsync("contacts/batch", batch);
            ShowsNothing(outcomes, on, 200);
            Assert.All(outcomes.Json().List("items"), outcome => Assert.Contains(outcome.Number("status"), new[] { 403, 404 }));
        }
    }

    private static async Task ByQueryAsync(ApiClient caller, WalledTenant on)
    {
        foreach (var query in new[] { on.Marker, "", on.Number, "0312345678" })
        {
            var found = await caller.GetAsync($"search?limit=1000&q={Uri.EscapeDataString(query)}");
            ShowsNothing(found, on, 200);
            Assert.True(query != on.Marker || found.Json().Number("total") == 0, found.ToString());
        }

        ShowsNothing(await caller.GetAsync($"lookup?number={Uri.EscapeDataString(on.Number)}"), on, 200);
        foreach (var list in new[] { "contacts?pageSize=1000", "contacts?view=deleted", "contacts?view=favorites", "changes?limit=1000", "tenant" })
        {
            ShowsNothing(await caller.GetAsync(list), on, 200, 403);
        }
    }

    private static async Task ByTokenAsync(ApiClient caller, WalledTenant on)
    {
        ShowsNothing(await caller.GetAsync($"changes?since={on.FeedToken}"), on, 410);
        ShowsNothing(await caller.GetAsync($"contacts?pageSize=1&continuation={on.Continuation}"), on, 200, 400);
        ShowsNothing(await caller.GetAsync($"contacts?view=deleted&continuation={on.Deleted.Text("id")}"), on, 200);
    }

    private static async Task ByOwnerAsync(ApiClient caller, WalledTenant on)
    {
        foreach (var path in new[] { "contacts", "search", "lookup", "changes", WalledTenant.Place(on.Personal) })
        {
            ShowsNothing(await caller.GetAsync($"{path}?owner={on.Owner}&q=&number=1"), on, 403, 404);
        }
    }

    private static async Task ByKeyAsync(ApiClient caller, WalledTenant on)
    {
        ShowsNothing(await caller.GetAsync("keys"), on, 200, 403);
        ShowsNothing(await caller.PostAsync($"keys/{on.KeyId}/rotate"), on, 403, 404);
        ShowsNothing(await caller.DeleteAsync($"keys/{on.KeyId}"), on, 403, 404);
    }

    private static async Task ByImportAsync(ApiClient caller, WalledTenant on)
    {
        ShowsNothing(await caller.GetAsync("imports"), on, 200, 403);
        ShowsNothing(await caller.GetAsync($"imports/{on.ImportId}"), on, 403, 404);
        ShowsNothing(await caller.GetAsync($"imports/{on.ImportId}/rejected.csv"), on, 403, 404);
        ShowsNothing(await caller.GetAsync($"imports/{on.ImportId}/rejected.vcf"), on, 403, 404);
        ShowsNothing(await caller.GetAsync($"imports/{on.ImportId}/plan"), on, 403, 404);
        ShowsNothing(await caller.GetAsync($"imports/{on.ImportId}/report"), on, 403, 404);
        ShowsNothing(await caller.PostAsync($"imports/{on.ImportId}/apply"), on, 403, 404);
        ShowsNothing(await caller.PostAsync($"imports/{on.ImportId}/undo"), on, 403, 404);
        ShowsNothing(await caller.GetAsync("import-mappings"), on, 200, 403);
        ShowsNothing(await caller.GetAsync($"import-mappings/{on.Marker}"), on, 403, 404);
        ShowsNothing(await caller.DeleteAsync($"import-mappings/{on.Marker}"), on, 403, 404);
        ShowsNothing(await caller.PostAsync($"imports/uploads?scope=personal&owner={on.Owner}"), on, 403, 404);
        ShowsNothing(await caller.PostAsync($"imports?scope=personal&owner={on.Owner}"), on, 403, 404);
    }

    private static void ShowsNothing(ApiAnswer answer, WalledTenant of, params int[] expected)
    {
        Assert.True(expected.Contains((int)answer.Status), $"Expected {string.Join(" or ", expected)}, found {answer}");
        Assert.DoesNotContain(of.Marker, answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(of.Tenant.Id.Value, answer.Text, StringComparison.Ordinal);
    }
}
