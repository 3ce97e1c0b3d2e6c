using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>A group as the provider lists it, and what is remembered of it.</summary>
internal sealed record KnownGroup(ProviderGroup Group, RememberedGroup Remembered, StoredRow Row);
