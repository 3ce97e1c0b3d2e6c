namespace ServerlessContacts.LocalHost;

/// <summary>
/// When functions may run: not before the host has its port, and none begins once it stops. Then, when the time for running ones is over,
/// their tokens are cancelled.
/// </summary>
internal sealed class HostLifecycle : IDisposable
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource abandoned = new();
    private readonly CancellationTokenRegistration starting;
    private readonly CancellationTokenRegistration stopping;
    private ITimer? patience;

    public HostLifecycle(IHostApplicationLifetime lifetime, HostSettings settings, TimeProvider time)
    {
        Stopping = lifetime.ApplicationStopping;
        starting = lifetime.ApplicationStarted.Register(started.SetResult);
        stopping = Stopping.Register(() =>
            patience = time.CreateTimer(_ => abandoned.Cancel(), null, settings.ShutdownTimeout, Timeout.InfiniteTimeSpan));
    }

    /// <summary>No invocation begins any more.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Invocations that still run are to give up.</summary>
    public CancellationToken Abandoned => abandoned.Token;

    /// <summary>Waits for the port: a host that cannot get it must not have taken messages meanwhile.</summary>
    /// <returns>False if the host was given up before.</returns>
    public async Task<bool> HasStartedAsync(CancellationToken givenUp)
    {
        await started.Task.WaitAsync(givenUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return started.Task.IsCompleted;
    }

    public void Dispose()
    {
        starting.Dispose();
        stopping.Dispose();
        patience?.Dispose();
        abandoned.Dispose();
    }
}
