using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Import;

public enum ImportMode
{
    /// <summary>Adds who is new and updates who is known.</summary>
    Upsert,

    /// <summary>Adds who is new and leaves who is known as they are.</summary>
    [JsonStringEnumMemberName("add-only")]
    AddOnly,

    /// <summary>As <see cref="Upsert"/>; contacts of the file's folder that no row names are deleted.</summary>
    Replace,
}

public enum ImportScope
{
    Shared,
    Personal,
}

/// <summary>What whoever gave the file asked for.</summary>
public sealed record ImportOptions
{
    public ImportMode Mode { get; init; }

    public ImportScope Scope { get; init; }

    /// <summary>The member whose contacts a personal import goes into.</summary>
    public MemberId? Owner { get; init; }

    /// <summary>The id of the folder that the file's contacts go into; null for the root, and for personal contacts, which lie in no folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Decides and tells everything, and writes no contact until the import is applied.</summary>
    public bool DryRun { get; init; }

    /// <summary>Decides what is otherwise recognised.</summary>
    public string? Encoding { get; init; }

    /// <inheritdoc cref="Encoding"/>
    public string? Delimiter { get; init; }

    /// <inheritdoc cref="Encoding"/>
    public string? Layout { get; init; }

    /// <summary>What the columns hold: the name of a mapping that the tenant has saved, or the mapping itself as JSON.</summary>
    public string? Mapping { get; init; }
}
