using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>From the service's JSON to items.</summary>
internal static class GraphItems
{
    /// <summary>
    /// The name of the folder, added to the raw item because a view is made of nothing else. It is never sent. Items of the default folder
    /// have none.
    /// </summary>
    public const string FolderName = "@serverlessContacts.folder";

    private const string ETag = "@odata.etag";
    private const string Removed = "@removed";

    public static bool IsRemoved(JsonObject json) => json.ContainsKey(Removed);

    /// <summary>Null for an entry without an id, which is no item.</summary>
    public static ProviderItem? Read(JsonObject json, string? folderName)
    {
        if (GraphJson.Text(json, "id") is not { } id)
        {
            return null;
        }

        return IsRemoved(json) ? new ProviderItem { Id = id, IsDeleted = true } : Live(id, json, folderName);
    }

    public static string? FolderOf(JsonObject json) => GraphJson.Text(json, "parentFolderId");

    private static ProviderItem Live(string id, JsonObject json, string? folderName)
    {
        if (folderName is not null)
        {
            json[FolderName] = folderName;
        }

        return new ProviderItem
        {
            Id = id,
            ETag = GraphJson.Text(json, ETag) ?? "",
            Updated = Moment(GraphJson.Text(json, "lastModifiedDateTime")),
            ClientKey = ClientKeyProperty.Read(json),
            Groups = [.. GraphJson.Texts(json, "categories"), .. FolderOf(json) is { } folder ? [folder] : Array.Empty<string>()],
            Raw = GraphJson.Write(json),
        };
    }

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
