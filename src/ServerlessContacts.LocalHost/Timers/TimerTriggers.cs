using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.LocalHost.Functions;

namespace ServerlessContacts.LocalHost.Timers;

/// <summary>Runs all timers of the host.</summary>
internal sealed class TimerTriggers(
    FunctionCatalog catalog,
    FunctionInvoker invoker,
    Lazy<IScheduleMonitor> monitor,
    IConfiguration configuration,
    HostLifecycle lifecycle,
    TimeProvider time,
    ILogger<TimerTriggers> logger) : BackgroundService
{
    private readonly NoMonitor noMonitor = new();
    private List<TimerFunction> timers = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        timers = [.. catalog.StartedBy<TimerTriggerAttribute>().Select(found => Timer(found.Function, found.Trigger))];
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await lifecycle.HasStartedAsync(stoppingToken))
        {
            await Task.WhenAll(timers.Select(timer => new TimerRunner(timer, invoker, lifecycle, time, logger).RunAsync()));
        }
    }

    private TimerFunction Timer(FunctionDescription function, TimerTriggerAttribute trigger)
    {
        var schedule = TimerSchedule.Parse(function.Name, SettingReferences.Resolve(trigger.Schedule, configuration));
        var isMonitored = trigger.UseMonitor && !schedule.IsFrequent(time.GetUtcNow());
        return new TimerFunction(
            BoundFunction<TimerInfo>.Bind(function, Source),
            schedule,
            isMonitored ? monitor.Value : noMonitor,
            trigger.RunOnStartup,
            function.Method.GetCustomAttribute<FixedDelayRetryAttribute>());
    }

    private static ArgumentSource<TimerInfo>? Source(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(TimerInfo) ? (info, _) => ValueTask.FromResult<object?>(info) : null;
}
