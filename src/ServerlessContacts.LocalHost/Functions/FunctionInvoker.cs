using System.Reflection;
using ServerlessContacts.LocalHost.Http;

namespace ServerlessContacts.LocalHost.Functions;

/// <summary>Runs a function: a new instance of its class, its arguments, its time-out, and one line in the log about the outcome.</summary>
internal sealed partial class FunctionInvoker(
    HostSettings settings, HostLifecycle lifecycle, IServiceScopeFactory scopes, TimeProvider time, ILogger<FunctionInvoker> logger)
{
    /// <summary>Runs a function that nobody waits for, in a scope of its own.</summary>
    public async Task InvokeAsync<TTrigger>(BoundFunction<TTrigger> function, TTrigger trigger)
    {
        await using var scope = scopes.CreateAsyncScope();
        await InvokeAsync(function, scope.ServiceProvider, trigger, CancellationToken.None);
    }

    /// <param name="services">The scope of this invocation.</param>
    /// <param name="caller">Cancelled when nobody waits for the outcome any more.</param>
    /// <param name="answer">Takes what the function returned, still as part of the invocation.</param>
    public async Task InvokeAsync<TTrigger>(
        BoundFunction<TTrigger> function,
        IServiceProvider services,
        TTrigger trigger,
        CancellationToken caller,
        Func<object?, Task>? answer = null)
    {
        var id = Guid.NewGuid();
        var started = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(settings.FunctionTimeout ?? Timeout.InfiniteTimeSpan, time);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, lifecycle.Abandoned, caller);
        try
        {
            var value = await RunAsync(function, services, trigger, cancellation.Token);
            await (answer?.Invoke(value) ?? Task.CompletedTask);
            Log.Succeeded(logger, function.Description.Name, id, Milliseconds(started));
        }
        catch (Exception exception)
        {
            Report(exception, function.Description.Name, id, Milliseconds(started), timeout.IsCancellationRequested);
            throw;
        }
    }

    private static async Task<object?> RunAsync<TTrigger>(
        BoundFunction<TTrigger> function, IServiceProvider services, TTrigger trigger, CancellationToken cancellation)
    {
        var description = function.Description;
        var arguments = await function.ArgumentsAsync(trigger, cancellation);
        var instance = description.Method.IsStatic ? null : ActivatorUtilities.CreateInstance(services, description.Class);
        try
        {
            return await function.Result.AwaitAsync(
                description.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null));
        }
        finally
        {
            await DisposeAsync(instance);
        }
    }

    private static async ValueTask DisposeAsync(object? instance)
    {
        if (instance is IAsyncDisposable later)
        {
            await later.DisposeAsync();
        }
        else
        {
            (instance as IDisposable)?.Dispose();
        }
    }

    private double Milliseconds(long started) => Math.Round(time.GetElapsedTime(started).TotalMilliseconds, 1);

    private void Report(Exception exception, string function, Guid id, double duration, bool timedOut)
    {
        if (timedOut)
        {
            Log.TimedOut(logger, function, id, duration, exception);
        }
        else if (RefusedRequest.Find(exception) is { } refused)
        {
            Log.Refused(logger, function, id, duration, refused.StatusCode);
        }
        else if (exception is OperationCanceledException)
        {
            Log.Cancelled(logger, function, id, duration);
        }
        else
        {
            Log.Failed(logger, function, id, duration, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Function} succeeded in {Duration} ms ({InvocationId})")]
        public static partial void Succeeded(ILogger logger, string function, Guid invocationId, double duration);

        [LoggerMessage(2, LogLevel.Error, "{Function} failed after {Duration} ms ({InvocationId})")]
        public static partial void Failed(ILogger logger, string function, Guid invocationId, double duration, Exception exception);

        [LoggerMessage(3, LogLevel.Error, "{Function} exceeded its time and failed after {Duration} ms ({InvocationId})")]
        public static partial void TimedOut(ILogger logger, string function, Guid invocationId, double duration, Exception exception);

        [LoggerMessage(4, LogLevel.Warning, "{Function} was cancelled after {Duration} ms ({InvocationId})")]
        public static partial void Cancelled(ILogger logger, string function, Guid invocationId, double duration);

        [LoggerMessage(5, LogLevel.Information, "{Function} refused the request with {Status} after {Duration} ms ({InvocationId})")]
        public static partial void Refused(ILogger logger, string function, Guid invocationId, double duration, int status);
    }
}
