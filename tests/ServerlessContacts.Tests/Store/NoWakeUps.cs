using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Tests;

/// <summary>For tests that look for due work themselves.</summary>
public sealed class NoWakeUps : IWakeUps
{
    public Task AddAsync(DateTimeOffset due, CancellationToken cancellationToken) => Task.CompletedTask;
}
