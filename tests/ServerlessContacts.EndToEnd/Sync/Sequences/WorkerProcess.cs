using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using ServerlessContacts.Sync;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>How a turn ended.</summary>
internal enum TurnEnd
{
    Done,

    /// <summary>Its process was killed, be it for the sake of another turn.</summary>
    Killed,
}

/// <summary>A <see cref="SequenceWorker"/> seen from the test.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>SIGKILL, as the system reports it; Windows says -1.</summary>
    private static readonly int[] Killed = [128 + 9, -1];

    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly ConcurrentDictionary<long, Turn> turns = new();
    private readonly Task reading;
    private readonly Lock gate = new();
    private Exception? end;

    private WorkerProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        reading = ReadAsync();
    }

    public bool HasEnded => end is not null || process.HasExited;

    public static WorkerProcess Start(string program, string storage, string keys)
    {
        var start = new ProcessStartInfo("dotnet", [program])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (start.Environment[SequenceWorker.Storage], start.Environment[SequenceWorker.Keys]) = (storage, keys);
        return new WorkerProcess(Process.Start(start)!);
    }

    /// <param name="order">What is to be done.</param>
    /// <param name="queued">Told of each message that the turn puts into the queue.</param>
    public async Task<TurnEnd> RunAsync(TurnOrder order, Action<SyncMessage, TimeSpan> queued)
    {
        var turn = new Turn(queued, new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously));
        turns[order.Number] = turn;
        try
        {
            Write(order);
            var failure = await turn.Over.Task;
            return failure is null ? TurnEnd.Done : throw new InvalidOperationException(failure);
        }
        catch (WorkerKilledException)
        {
            return TurnEnd.Killed;
        }
        finally
        {
            turns.TryRemove(order.Number, out _);
        }
    }

    /// <summary>SIGKILL: nothing of the process runs on.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await reading;
        process.Dispose();
    }

    private void Write(TurnOrder order)
    {
        lock (gate)
        {
            if (end is not null)
            {
                throw end;
            }

            try
            {
                process.StandardInput.WriteLine(order);
                process.StandardInput.Flush();
            }
            catch (IOException)
            {
                // It has just ended; whoever reads its output says how.
            }
        }
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            Take(line);
        }

        await process.WaitForExitAsync();
        Exception how = Killed.Contains(process.ExitCode) ? new WorkerKilledException() : new InvalidOperationException($"A worker ended with {process.ExitCode}.\n{errors}");
        lock (gate)
        {
            end = how;
        }

        foreach (var turn in turns.Values)
        {
            turn.Over.TrySetException(how);
        }
    }

    /// <summary>A line that the kill cut off was never said.</summary>
    private void Take(string line)
    {
        if (!line.EndsWith('}') || !turns.TryGetValue(TurnNews.Parse(line).Number, out var turn))
        {
            return;
        }

        var news = TurnNews.Parse(line);
        if (news.Queued is { } message)
        {
            turn.Queued(message, news.Delay);
        }
        else
        {
            turn.Over.TrySetResult(news.Failure);
        }
    }

    private sealed record Turn(Action<SyncMessage, TimeSpan> Queued, TaskCompletionSource<string?> Over);

    private sealed class WorkerKilledException : Exception;
}
