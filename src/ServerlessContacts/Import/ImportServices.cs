using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Store.Claims;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import;

/// <summary>What every run of an import works with.</summary>
public sealed record ImportServices(
    ITable Table,
    Journal Journal,
    ImportStore Imports,
    ActiveImports Active,
    ImportFiles Files,
    TimeProvider Time,
    ImportSettings Settings)
{
    public ContactStore Contacts { get; } = new(Journal);

    public Claims Claims { get; } = new(Journal, Time);
}
