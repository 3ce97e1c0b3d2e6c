using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.LocalHost;

namespace ServerlessContacts.Tests.LocalHost;

public sealed class SetupTests
{
    [Theory]
    [InlineData(typeof(SameName), "Two functions have one name: One (SameName.A), one (SameName.B).")]
    [InlineData(typeof(NoTrigger), "Function One has 0 triggers; a function has exactly one.")]
    [InlineData(typeof(TwoTriggers), "Function One has 2 triggers; a function has exactly one.")]
    [InlineData(typeof(UnboundParameter), "Function One: nothing can be bound to parameter String other.")]
    [InlineData(typeof(UnknownParameterType), "Function One: nothing can be bound to parameter DateTime id.")]
    [InlineData(typeof(UnknownResult), "Function One must return an IResult, an IActionResult or nothing.")]
    [InlineData(typeof(BadSchedule), "The schedule of timer One is no six-field NCRONTAB expression: * * * * *")]
    [InlineData(typeof(MissingSetting), "A trigger refers to %Missing%, but there is no setting Missing.")]
    [InlineData(typeof(NoStorage), "A trigger needs a storage account: set Other to a connection string, or Other__queueServiceUri.")]
    [InlineData(typeof(BadBlobPath), "The path of blob trigger One is not container/name: {container}/{name}")]
    [InlineData(
        typeof(ConflictingRoutes), "Two routes match the same path, and the Functions host would choose by name: GET /api/{id} of One, GET /api/two of Two.")]
    public async Task A_function_that_the_real_host_would_not_run_is_refused(Type functions, string message)
    {
        var problem = await Assert.ThrowsAsync<LocalHostSetupException>(() => TestHost.StartAsync(functions));
        Assert.Equal(message, problem.Message);
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var problem = await Assert.ThrowsAsync<LocalHostSetupException>(() => TestHost.StartAsync(TestHost.Options() with { Port = port }));
        Assert.Equal($"Port {port} is in use by another program; choose one with --port.", problem.Message);
    }

    [Fact]
    public async Task Nothing_runs_in_a_host_that_does_not_get_its_port()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var host = LocalHostApplication.Build(TestHost.Options(typeof(AtStart)) with { Port = port });
        await Assert.ThrowsAsync<LocalHostSetupException>(() => host.StartAsync());
        Assert.True(host.Services.GetRequiredService<Journal>().IsEmpty);
    }

    [Fact]
    public void A_missing_host_json_is_named()
    {
        var problem = Assert.Throws<LocalHostSetupException>(() => LocalHostApplication.Build(new LocalHostOptions { HostJson = "/none/host.json" }));
        Assert.Equal("There is no host.json at /none/host.json.", problem.Message);
    }

    [Theory]
    [InlineData("", 7071)]
    [InlineData("--port 0", 0)]
    [InlineData("--port 65535", 65535)]
    public void The_port_is_an_argument(string arguments, int port) => Assert.Equal(port, Port(arguments));

    [Theory]
    [InlineData("--port")]
    [InlineData("--port 65536")]
    [InlineData("--port -1")]
    [InlineData("--prot 1")]
    [InlineData("--port 1 --port 2")]
    public void Other_arguments_are_refused(string arguments) =>
        Assert.StartsWith("Usage: ", Assert.Throws<LocalHostSetupException>(() => Port(arguments)).Message, StringComparison.Ordinal);

    private static int Port(string arguments)
    {
        var line = new CommandLine(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var port = line.Port;
        line.DemandAllTaken();
        return port;
    }

    private sealed class AtStart(Journal journal)
    {
        [Function("AtStart")]
        public void Run([TimerTrigger("0 * * * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) => journal.Add("ran");
    }

    private sealed class SameName
    {
        [Function("One")]
        public static void A([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;

        [Function("one")]
        public static void B([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;
    }

    private sealed class NoTrigger
    {
        [Function("One")]
        public static void Run(HttpRequest request) => _ = request;
    }

    private sealed class TwoTriggers
    {
        [Function("One")]
        public static void Run([TimerTrigger("0 * * * * *")] TimerInfo timer, [QueueTrigger("q")] string message) => _ = (timer, message);
    }

    private sealed class UnboundParameter
    {
        [Function("One")]
        public static IResult Run([HttpTrigger("get", Route = "x/{id}")] HttpRequest request, string id, string other) =>
            Results.Ok((request, id, other));
    }

    private sealed class UnknownParameterType
    {
        [Function("One")]
        public static IResult Run([HttpTrigger("get", Route = "x/{id}")] HttpRequest request, DateTime id) => Results.Ok((request, id));
    }

    private sealed class UnknownResult
    {
        [Function("One")]
        public static Task<string> RunAsync([HttpTrigger("get")] HttpRequest request) => Task.FromResult(request.Path.Value!);
    }

    private sealed class BadSchedule
    {
        [Function("One")]
        public static void Run([TimerTrigger("* * * * *")] TimerInfo timer) => _ = timer;
    }

    private sealed class MissingSetting
    {
        [Function("One")]
        public static void Run([TimerTrigger("%Missing%")] TimerInfo timer) => _ = timer;
    }

    private sealed class NoStorage
    {
        [Function("One")]
        public static void Run([QueueTrigger("q", Connection = "Other")] string message) => _ = message;
    }

    private sealed class BadBlobPath
    {
        [Function("One")]
        public static void Run([BlobTrigger("{container}/{name}")] string content) => _ = content;
    }

    private sealed class ConflictingRoutes
    {
        [Function("One")]
        public static IResult One([HttpTrigger("get", Route = "{id}")] HttpRequest request) => Results.Ok(request.Path);

        [Function("Two")]
        public static IResult Two([HttpTrigger("get", Route = "two")] HttpRequest request) => Results.Ok(request.Path);
    }
}
