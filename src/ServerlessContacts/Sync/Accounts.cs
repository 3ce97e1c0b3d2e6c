using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Sync.SignIn;

namespace ServerlessContacts.Sync;

/// <summary>The accounts of connections, at the providers that this service is registered with.</summary>
public sealed class Accounts(ProviderCatalog providers, AccessTokens tokens) : IAccounts
{
    public (IProvider Provider, IAccount Account)? Open(StoredConnection connection) =>
        providers.FindSignIn(connection.Connection.Provider) is not null && providers.Find(connection.Connection.Provider) is { } provider
            ? (provider, provider.Open(tokens.For(connection)))
            : null;
}
