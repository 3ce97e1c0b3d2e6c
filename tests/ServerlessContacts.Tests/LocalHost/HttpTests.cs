using System.Buffers;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessContacts.Tests.LocalHost;

public sealed class HttpTests
{
    private const AuthorizationLevel Anonymous = AuthorizationLevel.Anonymous;

    [Theory]
    [InlineData("api/echo/text/a%20b", "a b")]
    [InlineData("api/echo/int/-7", "-7")]
    [InlineData("api/echo/long/9007199254740993", "9007199254740993")]
    [InlineData("api/echo/guid/0f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("api/echo/optional/x", "x")]
    [InlineData("api/echo/optional", "nothing")]
    [InlineData("api/echo/rest/a/b/c", "a/b/c")]
    [InlineData("api/ByName", "by name")]
    public async Task Parts_of_the_path_are_bound_to_parameters(string path, string answer)
    {
        await using var host = await TestHost.StartAsync(typeof(EchoFunctions));
        Assert.Equal(answer, await host.Client.GetStringAsync(path));
    }

    [Theory]
    [InlineData("GET", "api/nowhere")]
    [InlineData("GET", "echo/text/x")]
    [InlineData("GET", "api/echo/guid/not-a-guid")]
    [InlineData("DELETE", "api/echo/text/x")]
    [InlineData("HEAD", "api/echo/text/x")]
    [InlineData("OPTIONS", "api/echo/text/x")]
    [InlineData("BREW", "api/echo/text/x")]
    public async Task What_no_function_answers_is_answered_as_the_functions_host_does(string method, string path)
    {
        await using var host = await TestHost.StartAsync(typeof(EchoFunctions));
        using var response = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal((HttpStatusCode.NotFound, 0), (response.StatusCode, (await response.Content.ReadAsByteArrayAsync()).Length));
        Assert.Empty(response.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_part_of_the_path_that_is_not_of_its_kind_is_a_problem()
    {
        await using var host = await TestHost.StartAsync(typeof(EchoFunctions));
        using var response = await host.Client.GetAsync(new Uri("api/echo/int/seven", UriKind.Relative));
        await AssertProblemAsync(response, 400, "bad-request");
    }

    [Theory]
    [InlineData("result", 200, "\"sent\"")]
    [InlineData("late-result", 202, "")]
    [InlineData("action", 200, "{\"text\":\"sent\"}")]
    [InlineData("late-action", 404, "")]
    [InlineData("nothing", 200, "written")]
    [InlineData("late-nothing", 204, "")]
    public async Task All_forms_of_answers_are_sent(string form, int status, string body)
    {
        await using var host = await TestHost.StartAsync(typeof(AnswerFunctions));
        using var response = await host.Client.GetAsync(new Uri($"api/{form}", UriKind.Relative));
        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task An_exception_is_logged_and_its_text_is_not_sent()
    {
        await using var host = await TestHost.StartAsync(typeof(AnswerFunctions));
        using var response = await host.Client.GetAsync(new Uri("api/failing", UriKind.Relative));
        await AssertProblemAsync(response, 500, "unexpected");
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(host.Log.Events, line => line.StartsWith("Error: Failing failed after", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_invocation_has_one_line_with_its_duration_and_id()
    {
        await using var host = await TestHost.StartAsync(typeof(EchoFunctions));
        await host.Client.GetStringAsync(new Uri("api/ByName", UriKind.Relative));
        Assert.Single(host.Log.Events, line => line.StartsWith("Information: ByName succeeded in ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Services_live_as_long_as_one_invocation()
    {
        var options = TestHost.Options(typeof(ScopeFunctions));
        await using var host = await TestHost.StartAsync(options with
        {
            ConfigureServices = (services, configuration) =>
            {
                TestHost.AddJournal(services, configuration);
                services.AddScoped<Scoped>();
            },
        });
        var first = await host.Client.GetStringAsync(new Uri("api/scoped", UriKind.Relative));
        var second = await host.Client.GetStringAsync(new Uri("api/scoped", UriKind.Relative));
        Assert.NotEqual(first, second);
        Assert.Equal("disposed", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task Middleware_and_endpoints_can_be_added_around_the_functions()
    {
        await using var host = await TestHost.StartAsync(TestHost.Options(typeof(EchoFunctions)) with
        {
            ConfigurePipeline = app =>
            {
                app.Use((context, next) =>
                {
                    context.Response.Headers["x-added"] = "yes";
                    return next(context);
                });
                app.MapGet("/page", () => "a page");
                app.MapGet("/broken", string () => throw new InvalidOperationException("secret"));
            },
        });
        using var response = await host.Client.GetAsync(new Uri("api/ByName", UriKind.Relative));
        Assert.Equal(["yes"], response.Headers.GetValues("x-added"));
        Assert.Equal("a page", await host.Client.GetStringAsync(new Uri("page", UriKind.Relative)));
        using var broken = await host.Client.GetAsync(new Uri("broken", UriKind.Relative));
        await AssertProblemAsync(broken, 500, "unexpected");
    }

    [Theory]
    [InlineData("", "ByName")]
    [InlineData("v1/x", "v1/x/ByName")]
    public async Task The_route_prefix_is_a_setting_of_host_json(string prefix, string path)
    {
        var hostJson = Path.GetTempFileName();
        await File.WriteAllTextAsync(hostJson, $$"""{"extensions": {"http": {"routePrefix": "{{prefix}}"} } }""");
        await using var host = await TestHost.StartAsync(TestHost.Options(typeof(EchoFunctions)) with { HostJson = hostJson });
        File.Delete(hostJson);
        Assert.Equal("by name", await host.Client.GetStringAsync(path));
    }

    [Fact]
    public async Task A_caller_who_leaves_cancels_the_invocation()
    {
        await using var host = await TestHost.StartAsync(typeof(WaitingFunctions));
        using var leaving = new CancellationTokenSource();
        var request = host.Client.GetAsync(new Uri("api/waiting", UriKind.Relative), leaving.Token);
        Assert.Equal("started", await host.Journal.NextAsync());
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.Equal("cancelled", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task A_function_that_exceeds_its_time_is_cancelled()
    {
        var time = new ManualTime();
        var options = TestHost.Options(typeof(WaitingFunctions));
        await using var host = await TestHost.StartAsync(options with
        {
            Configuration = TestHost.Settings(("AzureFunctionsJobHost:functionTimeout", "00:05:00")),
            ConfigureServices = (services, configuration) =>
            {
                TestHost.AddJournal(services, configuration);
                services.AddSingleton<TimeProvider>(time);
            },
        });
        var request = host.Client.GetAsync(new Uri("api/waiting", UriKind.Relative));
        Assert.Equal("started", await host.Journal.NextAsync());
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("cancelled", await host.Journal.NextAsync());
        using var response = await request;
        await AssertProblemAsync(response, 500, "unexpected");
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, int status, string type)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<ProblemDetails>();
        Assert.Equal((status, status, type), ((int)response.StatusCode, problem?.Status, problem?.Type));
    }

    private sealed class EchoFunctions
    {
        [Function("Text")]
        public static IResult Text([HttpTrigger(Anonymous, "get", Route = "echo/text/{value}")] HttpRequest request, string value) =>
            Results.Text(value);

        [Function("Int")]
        public static IResult Int([HttpTrigger(Anonymous, "get", Route = "echo/int/{value}")] HttpRequest request, int value) =>
            Results.Text(value.ToString(System.Globalization.CultureInfo.InvariantCulture));

        [Function("Long")]
        public static IResult Long([HttpTrigger(Anonymous, "get", Route = "echo/long/{value:long}")] HttpRequest request, long value) =>
            Results.Text(value.ToString(System.Globalization.CultureInfo.InvariantCulture));

        [Function("Guid")]
        public static IResult Guid([HttpTrigger(Anonymous, "get", Route = "echo/guid/{value:guid}")] HttpRequest request, Guid value) =>
            Results.Text(value.ToString());

        [Function("Optional")]
        public static IResult Optional([HttpTrigger(Anonymous, "get", Route = "echo/optional/{value?}")] HttpRequest request, string? value) =>
            Results.Text(value ?? "nothing");

        [Function("Rest")]
        public static IResult Rest([HttpTrigger(Anonymous, "get", Route = "echo/rest/{*value}")] HttpRequest request, string value) =>
            Results.Text(value);

        [Function("ByName")]
        public static IResult ByName([HttpTrigger(Anonymous, "get")] HttpRequest request) => Results.Text("by name");
    }

    private sealed class AnswerFunctions
    {
        [Function("Result")]
        public static IResult Result([HttpTrigger(Anonymous, "get", Route = "result")] HttpRequest request) => Results.Json("sent");

        [Function("LateResult")]
        public static async Task<IResult> LateResultAsync([HttpTrigger(Anonymous, "get", Route = "late-result")] HttpRequest request)
        {
            await Task.Yield();
            return Results.StatusCode(StatusCodes.Status202Accepted);
        }

        [Function("Action")]
        public static IActionResult Action([HttpTrigger(Anonymous, "get", Route = "action")] HttpRequest request) =>
            new OkObjectResult(new { Text = "sent" });

        [Function("LateAction")]
        public static async Task<NotFoundResult> LateActionAsync([HttpTrigger(Anonymous, "get", Route = "late-action")] HttpRequest request)
        {
            await Task.Yield();
            return new NotFoundResult();
        }

        [Function("Nothing")]
        public static void Nothing([HttpTrigger(Anonymous, "get", Route = "nothing")] HttpRequest request) =>
            request.HttpContext.Response.BodyWriter.Write("written"u8);

        [Function("LateNothing")]
        public static async Task LateNothingAsync([HttpTrigger(Anonymous, "get", Route = "late-nothing")] HttpRequest request)
        {
            await Task.Yield();
            request.HttpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        }

        [Function("Failing")]
        public static IResult Failing([HttpTrigger(Anonymous, "get", Route = "failing")] HttpRequest request) =>
            throw new InvalidOperationException("secret");
    }

    private sealed class Scoped(Journal journal) : IDisposable
    {
        public Guid Id { get; } = Guid.NewGuid();

        public void Dispose() => journal.Add("disposed");
    }

    private sealed class ScopeFunctions(Scoped injected, IServiceProvider services)
    {
        [Function("Scoped")]
        public IResult Get([HttpTrigger(Anonymous, "get", Route = "scoped")] HttpRequest request)
        {
            Assert.Same(injected, services.GetRequiredService<Scoped>());
            Assert.Same(injected, request.HttpContext.RequestServices.GetRequiredService<Scoped>());
            return Results.Text(injected.Id.ToString());
        }
    }

    private sealed class WaitingFunctions(Journal journal)
    {
        [Function("Waiting")]
        public async Task<IResult> GetAsync([HttpTrigger(Anonymous, "get", Route = "waiting")] HttpRequest request, CancellationToken cancellation)
        {
            journal.Add("started");
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            catch (OperationCanceledException)
            {
                journal.Add("cancelled");
                throw;
            }

            return Results.Ok();
        }
    }
}
