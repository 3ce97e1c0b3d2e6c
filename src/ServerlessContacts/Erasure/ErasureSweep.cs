using ServerlessContacts.Contacts;

namespace ServerlessContacts.Erasure;

/// <summary>Sends unfinished erasures again that have lost their message.</summary>
public sealed class ErasureSweep(ErasureStore store, IErasureQueue queue, ErasureSettings settings, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var message in store.UnfinishedAsync(cancellationToken))
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
}
