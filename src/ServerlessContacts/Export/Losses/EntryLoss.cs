namespace ServerlessContacts.Export.Losses;

/// <summary>What is lost of a list's entries. Each entry is compared with the one that is most like it.</summary>
/// <param name="name">Of the list.</param>
/// <param name="isKeyed">Entries are the same only where the first of the fields is.</param>
/// <param name="fields">Of an entry; null where it says nothing.</param>
internal sealed class EntryLoss<T>(string name, bool isKeyed, (string Name, Func<T, string?> Value)[] fields)
    where T : class
{
    public void Add(IReadOnlyList<T> before, IReadOnlyList<T> after, ISet<string> lost)
    {
        if (before.Count == 0 || before.SequenceEqual(after))
        {
            return;
        }

        var left = after.ToList();
        foreach (var entry in before)
        {
            if (Take(left, entry) is { } like)
            {
                lost.UnionWith(fields.Where(field => IsLost(field.Value(entry), field.Value(like))).Select(field => $"{name}.{field.Name}"));
            }
            else
            {
                lost.Add(name);
            }
        }
    }

    private T? Take(List<T> left, T entry)
    {
        var best = left.Where(other => !isKeyed || !IsLost(fields[0].Value(entry), fields[0].Value(other))).MaxBy(other => Likeness(entry, other));
        if (best is null || Likeness(entry, best) == 0)
        {
            return null;
        }

        left.Remove(best);
        return best;
    }

    private int Likeness(T one, T other) => fields.Count(field => field.Value(one) is { } value && !IsLost(value, field.Value(other)));

    private static bool IsLost(string? before, string? after) => before is not null && !string.Equals(before, after, StringComparison.Ordinal);
}
