namespace ServerlessContacts.Sync.Links;

/// <summary>The name of one of a provider's groups as the labels here say it.</summary>
/// <param name="Key">What stays when the group gets another name.</param>
/// <param name="Wanted">The name that its owner gave the label here since; null for none.</param>
public sealed record RememberedGroup(string Key, string Name, string? Wanted = null)
{
    /// <summary>The label here.</summary>
    internal string Label => Wanted ?? Name;

    internal RememberedGroup Wishing(string name) => this with { Wanted = string.Equals(Name, name, StringComparison.Ordinal) ? null : name };
}
