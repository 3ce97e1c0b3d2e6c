using System.Collections.Concurrent;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync.Connections;

namespace ServerlessContacts.Sync.Webhooks;

/// <summary>
/// Puts a connection into the queue, once for many notifications that come together. The message is held back a little longer than it stands for those that follow, so that the run it
/// starts begins after all of them.
/// </summary>
public sealed class Nudges(IWorkQueue<SyncMessage> queue, TimeProvider time)
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    /// <summary>Some 2 MB. What is forgotten is sent again.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<ConnectionKey, DateTimeOffset> covered = new();

    public async Task SendAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (covered.TryGetValue(key, out var until) && now < until)
        {
            return;
        }

        await queue.SendAsync(key.Message(), Delay, cancellationToken);
        if (covered.Count >= Most)
        {
            covered.Clear();
        }

        covered[key] = now + Window;
    }
}
