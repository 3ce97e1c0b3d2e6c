using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>How far the changes of one folder were read.</summary>
/// <param name="Name">The label of its contacts; null for the default folder.</param>
/// <param name="Link">The address of the next page, or after the last page of the next run's first; null where everything has to be listed.</param>
/// <param name="OnlyChanges">Whether the round that is being read began at a delta link.</param>
internal sealed record FolderCursor(string Id, string? Name, string? Link = null, bool OnlyChanges = false)
{
    /// <summary>At the beginning of a round.</summary>
    public FolderCursor From(string? link) => this with { Link = link, OnlyChanges = link is not null };
}

/// <summary>How far all folders were read.</summary>
/// <param name="At">The folder that is being read; null between two runs.</param>
internal sealed record DeltaCursor(IReadOnlyList<FolderCursor> Folders, int? At)
{
    public static readonly DeltaCursor Beginning = new([], null);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Links are long, and every escape makes them longer.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public FolderCursor? Current => At is { } at && at < Folders.Count ? Folders[at] : null;

    /// <summary>A text that is no cursor of this version is like one that the provider forgot.</summary>
    public static DeltaCursor Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<DeltaCursor>(text, Options) is { Folders: not null } cursor ? cursor : throw Unknown();
        }
        catch (JsonException)
        {
            throw Unknown();
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, Options);

    /// <summary>
    /// The next run, through the folders that are there now: known ones from their links, new ones whole. A folder that is gone took its
    /// contacts along without a word, which only a full listing can tell.
    /// </summary>
    public DeltaCursor Start(IReadOnlyList<FolderCursor> present)
    {
        var known = Folders.ToDictionary(folder => folder.Id, StringComparer.Ordinal);
        if (known.Keys.Except(present.Select(folder => folder.Id), StringComparer.Ordinal).Any())
        {
            throw new ProviderException(ProviderFault.CursorExpired, "A contact folder is gone.");
        }

        return new DeltaCursor([.. present.Select(folder => folder.From(known.GetValueOrDefault(folder.Id)?.Link))], At: 0);
    }

    /// <summary>After a page of the current folder.</summary>
    public DeltaCursor Next(string link) => With(link, At);

    /// <summary>After the last page of the current folder.</summary>
    public DeltaCursor NextFolder(string link) => With(link, At + 1 < Folders.Count ? At + 1 : null);

    private DeltaCursor With(string link, int? at) => new([.. Folders.Select((folder, index) => index == At ? folder with { Link = link } : folder)], at);

    private static ProviderException Unknown() => new(ProviderFault.CursorExpired, "The cursor is of another version.");
}
