using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.LocalHost.Functions;

namespace ServerlessContacts.LocalHost.Timers;

/// <summary>One timer function with its schedule.</summary>
internal sealed record TimerFunction(
    BoundFunction<TimerInfo> Function, TimerSchedule Schedule, IScheduleMonitor Monitor, bool RunOnStartup, FixedDelayRetryAttribute? Retry)
{
    public string Name => Function.Description.Name;

    public string HostId => Function.Description.HostId;

    public bool IsMonitored => Monitor is not NoMonitor;

    public int RetryLimit => Retry?.MaxRetryCount switch
    {
        null => 0,
        -1 => int.MaxValue,
        { } count => count,
    };

    public TimeSpan RetryDelay => Retry is null ? TimeSpan.Zero : TimeSpan.Parse(Retry.DelayInterval, CultureInfo.InvariantCulture);
}

/// <summary>
/// Runs one timer, one run at a time: occurrences that pass while a run lasts are skipped, one that passed while the host was down is made
/// up for when it starts. The status is written after a run, so a run cut short is past due at the next start.
/// </summary>
internal sealed partial class TimerRunner(
    TimerFunction timer, FunctionInvoker invoker, HostLifecycle lifecycle, TimeProvider time, ILogger logger)
{
    /// <summary>Timers of the platform take at most 49 days; a longer wait is done in parts.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);
    private static readonly TimeSpan StorageRetry = TimeSpan.FromSeconds(5);

    public async Task RunAsync()
    {
        try
        {
            var status = await StartAsync();
            while (true)
            {
                await UntilAsync(status.Next);
                status = await OccurAsync(status, isPastDue: false);
            }
        }
        catch (OperationCanceledException) when (lifecycle.Stopping.IsCancellationRequested)
        {
            Log.Stopped(logger, timer.Name);
        }
    }

    private async Task<ScheduleStatus> StartAsync()
    {
        var status = await FirstStatusAsync();
        if (Utc(status.Next) < time.GetUtcNow())
        {
            return await OccurAsync(status, isPastDue: true);
        }

        return timer.RunOnStartup ? await OccurAsync(status, isPastDue: false) : status;
    }

    /// <summary>The next occurrence is counted again from the last run, since the schedule may have changed meanwhile.</summary>
    private async Task<ScheduleStatus> FirstStatusAsync()
    {
        while (true)
        {
            try
            {
                var known = await timer.Monitor.ReadAsync(timer.HostId, lifecycle.Stopping);
                var status = known is null ? Status(last: default, time.GetUtcNow()) : Status(known.Last, Utc(known.LastUpdated));
                await timer.Monitor.WriteAsync(timer.HostId, status, lifecycle.Stopping);
                return status;
            }
            catch (Exception exception) when (StorageConnections.IsTrouble(exception, lifecycle.Stopping))
            {
                Log.NoStatus(logger, timer.Name, exception);
                await Task.Delay(StorageRetry, time, lifecycle.Stopping);
            }
        }
    }

    private async Task<ScheduleStatus> OccurAsync(ScheduleStatus status, bool isPastDue)
    {
        lifecycle.Stopping.ThrowIfCancellationRequested();
        var started = time.GetUtcNow();
        await TryAsync(new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = timer.IsMonitored ? status : null });
        var ran = Status(started.UtcDateTime, started);
        await KeepAsync(ran);
        var now = time.GetUtcNow();
        return Utc(ran.Next) < now ? Status(ran.Last, now) : ran;
    }

    private async Task TryAsync(TimerInfo info)
    {
        for (var retries = 0; !await InvokeAsync(info) && retries < timer.RetryLimit; retries++)
        {
            await Task.Delay(timer.RetryDelay, time, lifecycle.Stopping);
        }
    }

    private async Task<bool> InvokeAsync(TimerInfo info)
    {
        try
        {
            await invoker.InvokeAsync(timer.Function, info);
            return true;
        }
        catch (Exception)
        {
            // Any exception of a function fails its run; the invoker has logged it.
            return false;
        }
    }

    private async Task KeepAsync(ScheduleStatus status)
    {
        try
        {
            await timer.Monitor.WriteAsync(timer.HostId, status, lifecycle.Abandoned);
        }
        catch (Exception exception) when (StorageConnections.IsTrouble(exception, lifecycle.Abandoned))
        {
            Log.StatusNotKept(logger, timer.Name, exception);
        }
    }

    private ScheduleStatus Status(DateTime last, DateTimeOffset updated) =>
        new() { Last = last, LastUpdated = updated.UtcDateTime, Next = timer.Schedule.Next(updated).UtcDateTime };

    private static DateTimeOffset Utc(DateTime value) => new(DateTime.SpecifyKind(value, DateTimeKind.Utc));

    private async Task UntilAsync(DateTime due)
    {
        for (var left = Utc(due) - time.GetUtcNow(); left > TimeSpan.Zero; left = Utc(due) - time.GetUtcNow())
        {
            await Task.Delay(left < LongestDelay ? left : LongestDelay, time, lifecycle.Stopping);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Timer {Timer} stopped")]
        public static partial void Stopped(ILogger logger, string timer);

        [LoggerMessage(2, LogLevel.Warning, "The status of timer {Timer} cannot be read yet")]
        public static partial void NoStatus(ILogger logger, string timer, Exception exception);

        [LoggerMessage(3, LogLevel.Warning, "The status of timer {Timer} was not kept; the run may be repeated after a restart")]
        public static partial void StatusNotKept(ILogger logger, string timer, Exception exception);
    }
}
