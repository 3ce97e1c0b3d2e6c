namespace ServerlessContacts.Store.Work;

/// <summary>Has somebody look for due work when its time comes. The rows of that work are the truth; a wake-up that is lost only costs time.</summary>
public interface IWakeUps
{
    /// <summary>Asks for a look at the time. Called after the row that is due then is stored.</summary>
    Task AddAsync(DateTimeOffset due, CancellationToken cancellationToken);
}
