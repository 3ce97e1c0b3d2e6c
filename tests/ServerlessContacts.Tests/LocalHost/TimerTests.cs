using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.LocalHost.Timers;

namespace ServerlessContacts.Tests.LocalHost;

/// <summary>The clock starts on a Monday, 09:00:00 UTC.</summary>
public sealed class TimerTests
{
    private readonly ManualTime time = new();
    private readonly MemoryMonitor monitor = new();

    [Fact]
    public async Task A_timer_runs_at_each_occurrence_of_its_schedule()
    {
        await using var host = await StartAsync(typeof(QuarterHourly));
        await time.UntilWaitingAsync();
        time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        Assert.True(host.Journal.IsEmpty);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("09:15:00 past due: False", await host.Journal.NextAsync());
        await time.UntilWaitingAsync();
        time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("09:30:00 past due: False", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task The_status_says_when_it_ran_and_when_it_is_due()
    {
        await using var host = await StartAsync(typeof(QuarterHourly));
        await time.UntilWaitingAsync();
        Assert.Equal(("00:00:00", "09:15:00"), monitor.Status("Host.Functions.QuarterHourly"));
        time.Advance(TimeSpan.FromMinutes(15));
        await host.Journal.NextAsync();
        await time.UntilWaitingAsync();
        Assert.Equal(("09:15:00", "09:30:00"), monitor.Status("Host.Functions.QuarterHourly"));
    }

    [Fact]
    public async Task A_missed_occurrence_runs_past_due_once_after_a_restart()
    {
        await using (await StartAsync(typeof(QuarterHourly)))
        {
            await time.UntilWaitingAsync();
        }

        time.Advance(TimeSpan.FromMinutes(40));
        await using var host = await StartAsync(typeof(QuarterHourly));
        Assert.Equal("09:40:00 past due: True", await host.Journal.NextAsync());
        await time.UntilWaitingAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("09:45:00 past due: False", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task A_restart_before_the_next_occurrence_is_not_past_due()
    {
        await using (await StartAsync(typeof(QuarterHourly)))
        {
            await time.UntilWaitingAsync();
        }

        time.Advance(TimeSpan.FromMinutes(10));
        await using var host = await StartAsync(typeof(QuarterHourly));
        await time.UntilWaitingAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("09:15:00 past due: False", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task The_schedule_may_be_a_setting_and_frequent_ones_are_not_monitored()
    {
        await using var host = await StartAsync(typeof(FromSetting), ("Every", "*/20 * * * * *"));
        await time.UntilWaitingAsync();
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("09:00:20 no status", await host.Journal.NextAsync());
        Assert.Null(monitor.Status("Host.Functions.FromSetting"));
    }

    [Fact]
    public async Task Occurrences_that_pass_while_it_runs_are_skipped()
    {
        await using var host = await StartAsync(typeof(Slow));
        await time.UntilWaitingAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("09:01:00 begins", await host.Journal.NextAsync());
        time.Advance(TimeSpan.FromMinutes(3));
        Assert.True(host.Journal.IsEmpty);
        host.Journal.Release();
        Assert.Equal("09:04:00 ends", await host.Journal.NextAsync());
        await time.UntilWaitingAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("09:05:00 begins", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task A_failed_run_is_retried_only_if_the_function_says_so()
    {
        await using var host = await StartAsync(typeof(Retried));
        await time.UntilWaitingAsync();
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("10:00:00", await host.Journal.NextAsync());
        await time.UntilWaitingAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("10:00:10", await host.Journal.NextAsync());
        await time.UntilWaitingAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("10:00:20", await host.Journal.NextAsync());
        await time.UntilWaitingAsync();
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task A_timer_may_run_when_the_host_starts()
    {
        await using var host = await StartAsync(typeof(AtStart));
        Assert.Equal("09:00:00", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task A_stop_waits_for_the_run_and_lets_no_other_begin()
    {
        await using var host = await StartAsync(typeof(Slow));
        await time.UntilWaitingAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("09:01:00 begins", await host.Journal.NextAsync());
        var stopped = host.StopAsync();
        await time.UntilWaitingAsync();
        Assert.False(stopped.IsCompleted);
        host.Journal.Release();
        await stopped;
        Assert.Equal("09:01:00 ends", await host.Journal.NextAsync());
        Assert.Equal(("09:01:00", "09:02:00"), monitor.Status("Host.Functions.Slow"));
        time.Advance(TimeSpan.FromHours(1));
        Assert.True(host.Journal.IsEmpty);
    }

    private Task<TestHost> StartAsync(Type functions, params (string Name, string Value)[] settings) =>
        TestHost.StartAsync(TestHost.Options(functions) with
        {
            Configuration = TestHost.Settings([.. settings, ("AzureFunctionsJobHost:functionTimeout", "-1")]),
            ConfigureServices = (services, configuration) =>
            {
                TestHost.AddJournal(services, configuration);
                services.AddSingleton<TimeProvider>(time).AddSingleton<IScheduleMonitor>(monitor);
            },
        });

    private static string Clock(DateTimeOffset now) => now.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private sealed class MemoryMonitor : IScheduleMonitor
    {
        private readonly ConcurrentDictionary<string, ScheduleStatus> timers = new(StringComparer.Ordinal);

        public (string Last, string Next)? Status(string timer) =>
            timers.TryGetValue(timer, out var status) ? (Clock(status.Last), Clock(status.Next)) : null;

        public Task<ScheduleStatus?> ReadAsync(string timer, CancellationToken cancellation) => Task.FromResult(timers.GetValueOrDefault(timer));

        public Task WriteAsync(string timer, ScheduleStatus status, CancellationToken cancellation)
        {
            timers[timer] = status;
            return Task.CompletedTask;
        }

        private static string Clock(DateTime time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private sealed class QuarterHourly(Journal journal, TimeProvider time)
    {
        [Function("QuarterHourly")]
        public void Run([TimerTrigger("0 */15 * * * *")] TimerInfo timer) =>
            journal.Add($"{Clock(time.GetUtcNow())} past due: {timer.IsPastDue}");
    }

    private sealed class FromSetting(Journal journal, TimeProvider time)
    {
        [Function("FromSetting")]
        public void Run([TimerTrigger("%Every%")] TimerInfo timer) =>
            journal.Add($"{Clock(time.GetUtcNow())} {(timer.ScheduleStatus is null ? "no status" : "status")}");
    }

    private sealed class Slow(Journal journal, TimeProvider time)
    {
        [Function("Slow")]
        public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellation)
        {
            journal.Add($"{Clock(time.GetUtcNow())} begins");
            await journal.Released.WaitAsync(cancellation);
            journal.Add($"{Clock(time.GetUtcNow())} ends");
        }
    }

    private sealed class Retried(Journal journal, TimeProvider time)
    {
        [Function("Retried")]
        [FixedDelayRetry(2, "00:00:10")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            journal.Add(Clock(time.GetUtcNow()));
            throw new InvalidOperationException("This run fails.");
        }
    }

    private sealed class AtStart(Journal journal, TimeProvider time)
    {
        [Function("AtStart")]
        public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => journal.Add(Clock(time.GetUtcNow()));
    }
}
