using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Erasure;

/// <summary>Sends unfinished erasures again that have lost their message.</summary>
public sealed class ErasureSweep(
    ErasureStore store, IWorkQueue<ErasureMessage> queue, Sweeper sweeper, ErasureSettings settings, TimeProvider time)
{
    public Task RunAsync(CancellationToken cancellationToken) =>
        sweeper.RunAsync(store.Unfinished(cancellationToken), row => SendAsync(ErasureStore.ReadUnfinished(row), cancellationToken), cancellationToken);

    private async Task SendAsync(ErasureMessage message, CancellationToken cancellationToken)
    {
        var erasure = await store.FindAsync(new TenantId(message.Tenant), message.Erasure, cancellationToken);
        if (erasure is null or { IsFinished: true })
        {
            await store.ForgetAsync(message, cancellationToken);
        }
        else if (time.GetUtcNow() - erasure.Saved > settings.Silence)
        {
            await queue.SendAsync(message, cancellationToken);
        }
    }
}
