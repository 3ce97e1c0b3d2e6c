using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace ServerlessContacts.Tests.LocalHost;

/// <summary>Where function classes of the tests write what happened to them, and wait until a test lets them go on.</summary>
public sealed class Journal
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Channel<string> entries = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsEmpty => entries.Reader.Count == 0;

    public Task Released => released.Task.WaitAsync(Patience);

    public void Add(string entry) => entries.Writer.TryWrite(entry);

    public void Release() => released.TrySetResult();

    /// <exception cref="OperationCanceledException">Nothing was written for half a minute.</exception>
    public async Task<string> NextAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        return await entries.Reader.ReadAsync(deadline.Token);
    }
}

/// <summary>Keeps log events, with the text of their exceptions, for a test to look at.</summary>
public sealed class LogRecords : ILoggerProvider
{
    private readonly ConcurrentQueue<string> events = new();

    public IReadOnlyCollection<string> Events => events;

    public ILogger CreateLogger(string categoryName) => new Writer(events);

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Writer(ConcurrentQueue<string> events) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            events.Enqueue($"{logLevel}: {formatter(state, exception)} {exception?.Message}");
    }
}
