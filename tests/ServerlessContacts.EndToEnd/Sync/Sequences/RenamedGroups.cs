namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>What a person does with the names of groups or folders at the provider.</summary>
internal sealed class RenamedGroups(ITheirs theirs, Random chance, Action<string> tell)
{
    private const string Invented = "Renamed";

    private readonly HashSet<string> givenUp = new(StringComparer.Ordinal);
    private int lastName;

    /// <summary>Names that no group bears any more and that no edit gives: none of them comes back.</summary>
    public IReadOnlySet<string> GivenUp => givenUp;

    /// <summary>One takes a new name; at times another takes the one that it gives up, and at times the first takes the other's.</summary>
    public void Rename()
    {
        // Ids are drawn anew each time; by the names they are the same for the same seed.
        var groups = theirs.Groups.OrderBy(group => group.Value, StringComparer.Ordinal).ToArray();
        chance.Shuffle(groups);
        var drawn = groups.Take(chance.Next(1, 3)).ToList();
        var free = $"{Invented} {++lastName}";
        foreach (var (id, _) in drawn.Count > 1 && chance.Next(2) == 0 ? drawn.Append(drawn[0]) : drawn)
        {
            free = Give(id, free);
        }
    }

    /// <summary>Answers the name that the group had.</summary>
    private string Give(string id, string name)
    {
        var before = theirs.Groups[id];
        tell($"there {before} is renamed {name}");
        theirs.RenameGroup(id, name);
        givenUp.Remove(name);
        if (before.StartsWith(Invented, StringComparison.Ordinal))
        {
            givenUp.Add(before);
        }

        return before;
    }
}
