using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessContacts.Tests.LocalHost;

public sealed class StopTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task A_request_in_flight_finishes_and_no_new_one_begins()
    {
        await using var host = await StartAsync();
        var request = host.Client.GetStringAsync(new Uri("api/slow", UriKind.Relative));
        Assert.Equal("started", await host.Journal.NextAsync());
        var stopped = host.StopAsync();
        await time.UntilWaitingAsync(2);
        await Assert.ThrowsAsync<HttpRequestException>(NewRequestAsync);
        Assert.False(stopped.IsCompleted);
        host.Journal.Release();
        Assert.Equal("done", await request);
        await stopped;

        async Task NewRequestAsync()
        {
            using var other = new HttpClient();
            await other.GetStringAsync(new Uri(host.Client.BaseAddress!, "api/slow"));
        }
    }

    [Fact]
    public async Task Tokens_are_cancelled_only_when_the_time_for_stopping_is_over()
    {
        await using var host = await StartAsync();
        var request = host.Client.GetAsync(new Uri("api/slow", UriKind.Relative));
        Assert.Equal("started", await host.Journal.NextAsync());
        var stopped = host.StopAsync();
        await time.UntilWaitingAsync(2);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.True(host.Journal.IsEmpty);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("cancelled", await host.Journal.NextAsync());
        await stopped;
        using var response = await request;
        Assert.Equal(StatusCodes.Status500InternalServerError, (int)response.StatusCode);
    }

    /// <summary>Two timers wait while a request runs and the host stops: the time-out of the function and that of the stop.</summary>
    private Task<TestHost> StartAsync() => TestHost.StartAsync(TestHost.Options(typeof(SlowFunctions)) with
    {
        ConfigureServices = (services, configuration) =>
        {
            TestHost.AddJournal(services, configuration);
            services.AddSingleton<TimeProvider>(time);
        },
    });

    private sealed class SlowFunctions(Journal journal)
    {
        [Function("Slow")]
        public async Task<IResult> GetAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest request, CancellationToken cancellation)
        {
            journal.Add("started");
            try
            {
                await journal.Released.WaitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                journal.Add("cancelled");
                throw;
            }

            return Results.Text("done");
        }
    }
}
