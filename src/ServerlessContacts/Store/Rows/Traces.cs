namespace ServerlessContacts.Store.Rows;

/// <summary>Kinds of what is left of a person, as counts name them.</summary>
public static class Traces
{
    public const string Contacts = "contacts";

    /// <summary>Changes in the log that hold an earlier state.</summary>
    public const string Changes = "changes";

    /// <summary>What connections knew of the person and the provider's item.</summary>
    public const string Links = "links";

    /// <summary>A member's accounts at providers.</summary>
    public const string Connections = "connections";

    /// <summary>What syncs had laid aside, asked or listed.</summary>
    public const string SyncItems = "syncItems";
    public const string Interactions = "interactions";
    public const string Favorites = "favorites";

    /// <summary>Reserved e-mail addresses and counts of calls.</summary>
    public const string Marks = "marks";

    /// <summary>Records of imports and open uploads whose file is named after the person.</summary>
    public const string Imports = "imports";

    /// <summary>Sources, plans, reports and rejected rows.</summary>
    public const string Files = "files";
    public const string Photos = "photos";
    public const string Snapshots = "snapshots";

    public static IReadOnlyList<string> All { get; } =
        [Contacts, Changes, Connections, Links, SyncItems, Interactions, Favorites, Marks, Imports, Files, Photos, Snapshots];
}
