namespace ServerlessContacts.Tests.Architecture;

/// <summary>Which folder of a project may use which: folders are what follows the root in a namespace. A folder without a rule may use nothing and be used by none.</summary>
internal sealed class FolderRules(string root, IReadOnlyDictionary<string, string[]> mayUse)
{
    /// <summary>The uses that no rule allows. What lies in the root itself puts the folders together and may use all.</summary>
    public IEnumerable<TypeUse> Broken(IEnumerable<TypeUse> uses) =>
        from use in uses
        let user = FolderOf(use.User)
        let used = FolderOf(use.Used)
        where user is { Length: > 0 } && used is not null && user != used && !Allows(user, used)
        select use;

    /// <summary>Folders that have types and no rule.</summary>
    public IEnumerable<string> WithoutRule(IEnumerable<TypeUse> uses) =>
        uses.Select(use => FolderOf(use.User)).OfType<string>().Where(folder => folder.Length > 0 && !mayUse.ContainsKey(folder)).Distinct(StringComparer.Ordinal);

    /// <summary>Empty for the root itself, null for what lies outside of it.</summary>
    private string? FolderOf(string type)
    {
        if (!type.StartsWith($"{root}.", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = type[(root.Length + 1)..].Split('.');
        return parts.Length == 1 ? "" : parts[0];
    }

    private bool Allows(string user, string used) => mayUse.TryGetValue(user, out var allowed) && allowed.Contains(used, StringComparer.Ordinal);
}
