using ServerlessContacts.Contacts.Matching;

namespace ServerlessContacts.Import.Running;

/// <summary>The contacts that a file may delete by not naming them: some four bytes each beside what matching keeps.</summary>
internal sealed class FolderContents(MatchIndex index, MatchedLines lines, IEnumerable<int> contacts)
{
    private readonly List<int> numbers = [.. contacts];
    private readonly HashSet<int> spared = [];
    private bool isSorted;

    public int Count => numbers.Count;

    /// <summary>A row that is rejected still names whoever it may mean.</summary>
    public void Spare(MatchKeys keys) => spared.UnionWith(index.Sharing(keys));

    /// <summary>The contacts that no row has named so far, in the order of their ids.</summary>
    public IEnumerable<(int Partition, string Unique)> Unnamed()
    {
        Sort();
        return numbers.Where(IsUnnamed).Select(index.Contacts.IdOf);
    }

    /// <summary>False for a contact that is no longer there, too.</summary>
    public bool IsUnnamed(int partition, string unique)
    {
        Sort();
        var (from, to) = (0, numbers.Count - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            switch (Compare(index.Contacts.IdOf(numbers[middle]), (partition, unique)))
            {
                case < 0: from = middle + 1; break;
                case > 0: to = middle - 1; break;
                default: return IsUnnamed(numbers[middle]);
            }
        }

        return false;
    }

    private bool IsUnnamed(int number) => index.Contacts.IsThere(number) && lines.Of(number) == 0 && !spared.Contains(number);

    /// <summary>Partitions are read side by side, so they came in any order.</summary>
    private void Sort()
    {
        if (!isSorted)
        {
            numbers.Sort((one, other) => Compare(index.Contacts.IdOf(one), index.Contacts.IdOf(other)));
            isSorted = true;
        }
    }

    private static int Compare((int Partition, string Unique) one, (int Partition, string Unique) other) =>
        one.Partition != other.Partition ? one.Partition.CompareTo(other.Partition) : string.CompareOrdinal(one.Unique, other.Unique);
}
