using Microsoft.Azure.Functions.Worker;

namespace ServerlessContacts.LocalHost.Timers;

/// <summary>Keeps when a timer ran and when it is due, so that an occurrence missed while the host was down is noticed.</summary>
internal interface IScheduleMonitor
{
    /// <returns>Null if the timer has never been seen.</returns>
    Task<ScheduleStatus?> ReadAsync(string timer, CancellationToken cancellation);

    Task WriteAsync(string timer, ScheduleStatus status, CancellationToken cancellation);
}

/// <summary>For timers that want no monitor, and those that come so often that a missed occurrence does not matter.</summary>
internal sealed class NoMonitor : IScheduleMonitor
{
    public Task<ScheduleStatus?> ReadAsync(string timer, CancellationToken cancellation) => Task.FromResult<ScheduleStatus?>(null);

    public Task WriteAsync(string timer, ScheduleStatus status, CancellationToken cancellation) => Task.CompletedTask;
}
