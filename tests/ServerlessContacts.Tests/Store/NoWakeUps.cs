using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Tests;

/// <summary>For tests that look for due work themselves.</summary>
internal sealed class NoWakeUps : IWakeUps
{
    public Task AddAsync(DateTimeOffset due, CancellationToken cancellationToken) => Task.CompletedTask;
}
