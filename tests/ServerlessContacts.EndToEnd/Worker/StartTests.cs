using System.Net;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Functions;
using Xunit.Abstractions;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>
/// How the genuine worker starts and ends. A worker that announces a function and cannot load it does not get as far as these.
/// </summary>
public sealed class StartTests(WorkerFixture worker, ITestOutputHelper output) : WorkerTest(worker, output)
{
    [Fact]
    public void The_worker_announces_and_loads_every_function()
    {
        var declared = typeof(FunctionRegistration).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>();
        Assert.Equal(declared.Order(StringComparer.Ordinal), Worker.Host.Functions.Order(StringComparer.Ordinal));
    }

    /// <summary>The shared worker has stored a key that only the vault can unwrap.</summary>
    [LinuxFact]
    public async Task A_vault_that_does_not_answer_keeps_the_worker_from_nothing_but_being_ready()
    {
        Worker.Stage.Vault.Silent = true;
        try
        {
            var anybody = new ApiClient((await StartAnotherAsync()).Http);
            (await anybody.GetAsync("health")).Is(HttpStatusCode.OK);
            Assert.Equal("unreachable", (await anybody.GetAsync("health/ready")).Problem(503, "not-ready")["parts"]!["vault"]!.Text("status"));
        }
        finally
        {
            Worker.Stage.Vault.Silent = false;
        }
    }

    [Fact]
    public async Task The_worker_ends_when_it_is_told_to()
    {
        var host = await StartAnotherAsync();
        Assert.Equal(0, await host.TerminateAsync());
    }
}
