namespace ServerlessContacts.LocalHost;

/// <summary>
/// The two steps of an orderly stop: first no new invocation starts, then, when the time for running ones is over, their tokens are
/// cancelled.
/// </summary>
internal sealed class Shutdown : IDisposable
{
    private readonly CancellationTokenSource abandoned = new();
    private readonly CancellationTokenRegistration registration;
    private ITimer? patience;

    public Shutdown(IHostApplicationLifetime lifetime, HostSettings settings, TimeProvider time)
    {
        Stopping = lifetime.ApplicationStopping;
        registration = Stopping.Register(() =>
            patience = time.CreateTimer(_ => abandoned.Cancel(), null, settings.ShutdownTimeout, Timeout.InfiniteTimeSpan));
    }

    /// <summary>No invocation starts any more.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Invocations that still run are to give up.</summary>
    public CancellationToken Abandoned => abandoned.Token;

    public void Dispose()
    {
        registration.Dispose();
        patience?.Dispose();
        abandoned.Dispose();
    }
}
