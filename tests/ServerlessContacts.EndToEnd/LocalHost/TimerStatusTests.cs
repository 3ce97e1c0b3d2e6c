using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Tests;
using ServerlessContacts.Tests.LocalHost;

namespace ServerlessContacts.EndToEnd.LocalHost;

[Collection(AzuriteCollection.Name)]
public sealed class TimerStatusTests(AzuriteFixture azurite)
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task An_occurrence_missed_while_the_host_was_down_runs_past_due()
    {
        await using (var host = await StartAsync())
        {
            await time.UntilWaitingAsync();
            time.Advance(TimeSpan.FromHours(1));
            Assert.Equal("past due: False, last: 0001-01-01 00:00", await host.Journal.NextAsync());
            await time.UntilWaitingAsync();
        }

        time.Advance(TimeSpan.FromDays(2));
        await using var restarted = await StartAsync();
        Assert.Equal("past due: True, last: 2026-11-23 10:00", await restarted.Journal.NextAsync());
    }

    private Task<TestHost> StartAsync()
    {
        var options = StorageHost.Options(azurite, typeof(Daily));
        return TestHost.StartAsync(options with
        {
            ConfigureServices = (services, configuration) =>
            {
                TestHost.AddJournal(services, configuration);
                services.AddSingleton<TimeProvider>(time);
            },
        });
    }

    private sealed class Daily(Journal journal)
    {
        [Function("Daily")]
        public void Run([TimerTrigger("0 0 10 * * *")] TimerInfo timer) =>
            journal.Add(FormattableString.Invariant($"past due: {timer.IsPastDue}, last: {timer.ScheduleStatus?.Last:yyyy-MM-dd HH:mm}"));
    }
}
