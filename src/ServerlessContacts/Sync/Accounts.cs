using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Sync.SignIn;

namespace ServerlessContacts.Sync;

/// <summary>The accounts of connections, at the providers that this service is registered with.</summary>
public sealed class Accounts(IEnumerable<IProvider> providers, ProviderClients clients, AccessTokens tokens) : IAccounts
{
    private readonly Dictionary<string, IProvider> byName = providers.ToDictionary(provider => provider.Name, StringComparer.Ordinal);

    public (IProvider Provider, IAccount Account)? Open(StoredConnection connection) =>
        clients.Find(connection.Connection.Provider) is not null && byName.TryGetValue(connection.Connection.Provider, out var provider)
            ? (provider, provider.Open(tokens.For(connection)))
            : null;
}
