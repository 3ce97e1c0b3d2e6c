using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.EndToEnd;

/// <summary>Commands of docs/operations.md, run as they stand there.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class OperationsTests(AzuriteFixture azurite)
{
    private const string Administrator = "7d1f6a52-90c4-4e0b-8f4e-5b6f2c1d3e4a";

    [Fact]
    public async Task Tenants_are_added_as_the_guide_says()
    {
        var commands = OperationsGuide.Commands("Add a tenant");
        Assert.Equal(2, commands.Count);
        var azd = await OperationsGuide.ArgumentsAsync("azd", commands[0]);
        Assert.Equal(["env", "set", "FURTHER_TENANTS"], azd.Take(3));
        Assert.Equal("provision", azd[4]);
        Assert.StartsWith($"FurtherTenants='{azd[3]}' ./dev up", commands[1], StringComparison.Ordinal);

        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, ("FurtherTenants", azd[3]));
        var tenant = (await As(host, "beta", Administrator).GetAsync("tenant")).Json();
        Assert.Equal(("Beta K.K.", "JP"), (tenant.Text("name"), tenant.Text("country")));
        (await As(host, "beta", Administrator).GetAsync("keys")).Json();
        Assert.Equal("Gamma SARL", (await As(host, "gamma", "somebody").GetAsync("tenant")).Json().Text("name"));
        (await As(host, "gamma", Administrator).GetAsync("keys")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_person_is_looked_for_as_the_guide_says()
    {
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString);
        var tenant = await host.NewTenantAsync();
        var contact = (await tenant.Manager.PostAsync("contacts", new JsonObject { ["scope"] = "shared", ["name"] = new JsonObject { ["full"] = "Zoe Quiet" } })).Json(HttpStatusCode.Created);
        var token = host.Issuer.Token(new() { ["tid"] = tenant.Id.Value, ["oid"] = "admin", ["roles"] = new[] { "administrator" } });

        var answer = await RunAsync(
            Assert.Single(OperationsGuide.Commands("Erase a person")), ("CONTACTS_URL", host.Url), ("CONTACTS_TOKEN", token), ("CONTACT", contact.Text("id")));

        Assert.True((bool)answer["dryRun"]!);
        await StorageHost.UntilAsync(async () => (await tenant.Administrator.GetAsync($"erasures/{answer.Text("id")}")).Json().Text("status") == "done");
        Assert.Equal(1, (await tenant.Administrator.GetAsync($"erasures/{answer.Text("id")}")).Json()["counts"]!.Number("contacts"));
        (await tenant.Anna.GetAsync($"contacts/{contact.Text("id")}")).Json();
    }

    private static ApiClient As(ServiceHost host, string tenant, string member) =>
        host.WithToken(host.Issuer.Token(new() { ["tid"] = tenant, ["oid"] = member, ["roles"] = null }));

    private static async Task<JsonNode> RunAsync(string command, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var bash = Process.Start(start)!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.Equal(0, bash.ExitCode);
        return JsonNode.Parse(output)!;
    }
}
