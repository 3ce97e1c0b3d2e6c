using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>An application that keeps a copy of what it sees by following the changes, and remembers each item that it was told.</summary>
internal sealed class FeedCopy(ApiClient caller, int limit)
{
    private readonly Dictionary<string, JsonObject> contacts = new(StringComparer.Ordinal);

    public string? Token { get; private set; }

    /// <summary>All items so far, as <c>id@sequence op</c>.</summary>
    public List<string> Told { get; } = [];

    /// <summary>The copy by id.</summary>
    public IReadOnlyDictionary<string, JsonObject> Contacts => contacts;

    /// <summary>Reads until there is nothing more; the number of pages.</summary>
    public async Task<int> CatchUpAsync()
    {
        for (var pages = 1; ; pages++)
        {
            if (!await ReadAsync())
            {
                return pages;
            }
        }
    }

    /// <summary>Reads one page; whether there is more.</summary>
    public async Task<bool> ReadAsync()
    {
        var page = (await caller.GetAsync($"changes?limit={limit}{(Token is null ? "" : $"&since={Token}")}")).Json();
        var items = page.List("items");
        Assert.InRange(items.Count, 0, limit);
        foreach (var item in items)
        {
            Take(item);
        }

        Token = page.Text("token");
        return (bool)page["more"]!;
    }

    private void Take(JsonObject item)
    {
        var (id, op) = (item.Text("id"), item.Text("op"));
        Told.Add($"{id}@{item["sequence"]} {op}");
        Assert.Equal(op == "deleted", item["contact"] is null);
        if (item["contact"] is JsonObject contact)
        {
            contacts[id] = contact;
        }
        else
        {
            contacts.Remove(id);
        }
    }
}
