namespace ServerlessContacts.Tests;

/// <summary>
/// A clock that moves only when a test says so. <see cref="Advance"/> fires the timers it passes in the order of their due times, each
/// at its own time. Code under test that waits (<c>Task.Delay(delay, time)</c>) registers a timer: await <see cref="UntilWaitingAsync"/>
/// before advancing, else the clock may have moved before the wait began.
/// </summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Lock gate = new();
    private readonly List<ManualTimer> pending = [];
    private readonly List<(int Timers, TaskCompletionSource Reached)> watchers = [];
    private DateTimeOffset now = start;

    public ManualTime()
        : this(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers will fire if the clock advances far enough.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return pending.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Done when at least so many timers are pending.</summary>
    /// <exception cref="TimeoutException">Not so many in half a minute of real time.</exception>
    public Task UntilWaitingAsync(int timers = 1)
    {
        lock (gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            watchers.Add((timers, reached));
            TellWatchers();
            return reached.Task.WaitAsync(Patience);
        }
    }

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetUtcNow() + by;
        while (NextDue(end) is { } timer)
        {
            timer.Fire();
        }
    }

    private ManualTimer? NextDue(DateTimeOffset end)
    {
        lock (gate)
        {
            var timer = pending.Where(candidate => candidate.Due <= end).MinBy(candidate => candidate.Due);
            now = timer?.Due ?? end;
            timer?.Rearm();
            return timer;
        }
    }

    private void TellWatchers()
    {
        foreach (var watcher in watchers.Where(watcher => watcher.Timers <= pending.Count).ToList())
        {
            watchers.Remove(watcher);
            watcher.Reached.SetResult();
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                this.period = period;
                Schedule(dueTime);
            }

            return true;
        }

        public void Fire() => callback(state);

        /// <summary>Called with the gate held, when the timer is about to fire.</summary>
        public void Rearm() => Schedule(period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period);

        public void Dispose()
        {
            lock (time.gate)
            {
                time.pending.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(TimeSpan delay)
        {
            time.pending.Remove(this);
            if (delay == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            Due = time.now + delay;
            time.pending.Add(this);
            time.TellWatchers();
        }
    }
}
