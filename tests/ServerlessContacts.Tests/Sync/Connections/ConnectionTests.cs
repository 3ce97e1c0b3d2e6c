using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.SignIn;

namespace ServerlessContacts.Tests.Sync.Connections;

public sealed class ConnectionTests : IAsyncLifetime
{
    private ConnectionRig rig = null!;

    public async Task InitializeAsync() => rig = await ConnectionRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task A_new_connection_has_the_defaults()
    {
        var (connection, _) = await rig.CreateAsync();
        var settings = connection.Connection.Settings;
        Assert.Equal(
            (SyncDirection.TwoWay, null, Visibility.Owner, DeletePolicy.Delete, ConflictRule.Newest, new Brake(0.2, 5)),
            (settings.Direction, settings.Groups, settings.Visibility, settings.DeletePolicy, settings.ConflictRule, settings.Brake));
        Assert.Equal((ConnectionStatus.AwaitingConsent, 0, null), (connection.Standing.Status, connection.Standing.Statistics.InSync, connection.Standing.Due));
    }

    [Theory]
    [InlineData("imap", null, "provider", "choice-invalid")]
    [InlineData("", null, "provider", "choice-invalid")]
    [InlineData("google", "", "account", "account-invalid")]
    [InlineData("google", "a\r\nb", "account", "account-invalid")]
    public async Task What_cannot_be_connected_is_refused(string provider, string? account, string field, string code)
    {
        var problem = Assert.Single(Assert.IsType<ConnectionResult.Invalid>(await rig.TryCreateAsync(provider, account)).Problems);
        Assert.Equal((field, code), (problem.Field, problem.Code));
        Assert.Empty(rig.Table.Dump());
    }

    [Fact]
    public async Task A_repeated_request_makes_one_connection()
    {
        var first = Assert.IsType<ConnectionResult.Saved>(await rig.TryCreateAsync(key: "k"));
        var again = Assert.IsType<ConnectionResult.Saved>(await rig.TryCreateAsync(key: "k"));
        Assert.Equal(first.Connection.Key, again.Connection.Key);
        Assert.IsType<ConnectionResult.KeyReused>(await rig.TryCreateAsync("microsoft", key: "k"));
        Assert.Single(await rig.Connections.AllAsync(ConnectionRig.Demo, ConnectionRig.Anna, default));
    }

    [Fact]
    public async Task Connections_are_listed_newest_first_and_to_their_owner()
    {
        var (first, _) = await rig.CreateAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        var (second, _) = await rig.CreateAsync("microsoft");
        await rig.CreateAsync(owner: ConnectionRig.Ben);
        Assert.Equal([second.Key, first.Key], (await rig.Connections.AllAsync(ConnectionRig.Demo, ConnectionRig.Anna, default)).Select(connection => connection.Key));
        Assert.Null(await rig.Connections.FindAsync(ConnectionRig.Key(ConnectionRig.Ben, first), default));
        Assert.Null(await rig.Connections.FindAsync(first.Key with { Tenant = new TenantId("other") }, default));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("0123456789abcdef012/")]
    [InlineData("")]
    public async Task A_text_that_is_no_id_is_nobodys(string id) =>
        Assert.Null(await rig.Connections.FindAsync(new ConnectionKey(ConnectionRig.Demo, ConnectionRig.Anna, id), default));

    [Fact]
    public async Task Settings_are_in_the_log_and_how_a_connection_stands_is_not()
    {
        var connected = await rig.ConnectAsync();
        await PatchAsync(connected, """{ "direction": "oneWay" }""");
        var changes = await rig.Journal.ChangesAsync(connected.Key.Partition, 0, default).ToListAsync();
        Assert.Equal(2, changes.Count);
        Assert.All(changes, change => Assert.Equal([$"n~{connected.Key.Id}"], change.Rows.Select(row => row.RowKey)));
        Assert.Contains("\"oneWay\"", Encoding.UTF8.GetString(changes[1].Rows[0].After!.Value.Span), StringComparison.Ordinal);
        Assert.Equal("member:anna", changes[1].Actor);
    }

    [Fact]
    public async Task The_entity_tag_covers_the_settings_only()
    {
        var (made, address) = await rig.CreateAsync();
        await rig.AuthorizeAsync(made.Key, await ConnectionRig.VisitAsync(address));
        var connected = await rig.FindAsync(made.Key);
        await rig.Store.SaveAsync(connected, connected.Standing with { Status = ConnectionStatus.Synced }, default);
        Assert.Equal(made.Version, (await rig.FindAsync(made.Key)).Version);
        var patched = Assert.IsType<ConnectionResult.Saved>(await PatchAsync(made, """{ "conflictRule": "local" }""")).Connection;
        Assert.NotEqual(made.Version, patched.Version);
        Assert.Equal(patched.Version, (await rig.FindAsync(made.Key)).Version);
        Assert.IsType<ConnectionResult.Stale>(await PatchAsync(made, """{ "conflictRule": "provider" }"""));
        Assert.Equal(ConflictRule.Local, (await rig.FindAsync(made.Key)).Connection.Settings.ConflictRule);
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_writes_nothing()
    {
        var (made, _) = await rig.CreateAsync();
        var transactions = rig.Table.Transactions;
        var same = Assert.IsType<ConnectionResult.Saved>(await PatchAsync(made, """{ "direction": "twoWay", "groups": null }""")).Connection;
        Assert.Equal((made.Version, transactions), (same.Version, rig.Table.Transactions));
    }

    [Theory]
    [InlineData(RemainingContacts.Keep)]
    [InlineData(RemainingContacts.Remove)]
    public async Task A_deleted_connection_is_gone_with_its_secrets_and_waits_for_its_contacts_to_be_dealt_with(RemainingContacts contacts)
    {
        var connected = await rig.ConnectAsync();
        Assert.IsType<ConnectionResult.Deleted>(await rig.Connections.DeleteAsync(connected.Key, contacts, connected.Version, "member:anna", default));
        Assert.Null(await rig.Connections.FindAsync(connected.Key, default));
        Assert.Empty(await rig.Connections.AllAsync(ConnectionRig.Demo, ConnectionRig.Anna, default));
        Assert.DoesNotContain(rig.Table.Dump(), row => SecretStore.Kind.Holds(row.Row.RowKey));
        Assert.Equal(contacts, (await rig.FindAsync(connected.Key)).Connection.Deleting);
        Assert.Equal([connected.Key.Message(), connected.Key.Message()], rig.Messages);
        Assert.Equal([connected.Key], await DueAsync());
        Assert.IsType<ConnectionResult.NotFound>(await rig.Connections.DeleteAsync(connected.Key, contacts, null, "member:anna", default));
    }

    [Fact]
    public async Task What_has_changed_since_is_not_deleted()
    {
        var (made, _) = await rig.CreateAsync();
        await PatchAsync(made, """{ "direction": "oneWay" }""");
        Assert.IsType<ConnectionResult.Stale>(await rig.Connections.DeleteAsync(made.Key, RemainingContacts.Keep, made.Version, "member:anna", default));
        Assert.NotNull(await rig.Connections.FindAsync(made.Key, default));
        Assert.Empty(rig.Messages);
    }

    [Fact]
    public async Task An_account_of_a_deleted_connection_can_be_connected_again()
    {
        var first = await rig.ConnectAsync();
        await rig.Connections.DeleteAsync(first.Key, RemainingContacts.Keep, null, "member:anna", default);
        Assert.Equal(ConnectionStatus.Ready, (await rig.ConnectAsync()).Standing.Status);
    }

    [Fact]
    public async Task When_nothing_is_left_to_do_for_it_a_deleted_connection_leaves_no_row()
    {
        var connected = await rig.ConnectAsync();
        await rig.Connections.DeleteAsync(connected.Key, RemainingContacts.Keep, null, "member:anna", default);
        var stored = await rig.FindAsync(connected.Key);
        await rig.Journal.CommitAsync(connected.Key.Partition, ServerlessContacts.Store.Log.Operation.New("system"), ConnectionStore.Remove(stored), default);
        await rig.Due.ForgetAsync(connected.Key, stored.Standing.Due!.Value, default);
        Assert.Empty(await DueAsync());
        Assert.DoesNotContain(rig.Table.Dump(), row => Connection.Kind.Holds(row.Row.RowKey) || SecretStore.Kind.Holds(row.Row.RowKey));
    }

    private Task<ConnectionResult> PatchAsync(StoredConnection connection, string patch) =>
        rig.Connections.PatchAsync(connection.Key, ConnectionRig.Json(patch), "", connection.Version, "member:anna", default);

    private ValueTask<List<ConnectionKey>> DueAsync() => rig.Due.UntilAsync(rig.Time.GetUtcNow(), default).Select(due => due.Key!.Value).ToListAsync();
}
