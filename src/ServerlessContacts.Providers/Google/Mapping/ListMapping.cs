using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>
/// A field with many entries, such as phone numbers. An edit finds the entry of a value again, so that what the entry has beside it stays; entries that have
/// no word here stay behind the others.
/// </summary>
internal abstract class ListMapping<TEntry, TValue> : FieldMapping<TEntry>
    where TEntry : class, new()
    where TValue : class
{
    public sealed override Contact View(Person person, Contact contact) => With(contact, Values(Own(person)));

    public sealed override bool Edit(Person person, Contact wanted)
    {
        var own = Own(person);
        var goal = Values(Of(wanted).Select(value => Written(new TEntry(), value)));
        if (Values(own).SequenceEqual(goal))
        {
            return false;
        }

        Set(person, Merge(own, goal));
        return true;
    }

    protected abstract IReadOnlyList<TValue> Of(Contact contact);

    protected abstract Contact With(Contact contact, IReadOnlyList<TValue> values);

    /// <summary>What the entry says; null where that has no word here.</summary>
    protected abstract TValue? ValueOf(TEntry entry);

    protected abstract void Write(TEntry entry, TValue value);

    /// <summary>Whether both are the same value under different labels.</summary>
    protected abstract bool IsSame(TValue one, TValue other);

    private List<TValue> Values(IEnumerable<TEntry> entries) => [.. entries.Select(ValueOf).OfType<TValue>()];

    private TEntry Written(TEntry entry, TValue value)
    {
        Write(entry, value);
        return entry;
    }

    private List<TEntry> Merge(List<TEntry> own, List<TValue> goal)
    {
        List<TEntry> left = [.. own.Where(entry => ValueOf(entry) is not null)];
        var same = goal.Select(value => Take(left, found => found.Equals(value))).ToList();
        var merged = goal.Select((value, index) => same[index] ?? Written(Take(left, found => IsSame(found, value)) ?? new TEntry(), value));
        return [.. merged.ToList(), .. own.Where(entry => ValueOf(entry) is null)];
    }

    private TEntry? Take(List<TEntry> left, Predicate<TValue> isIt)
    {
        var index = left.FindIndex(entry => isIt(ValueOf(entry)!));
        if (index < 0)
        {
            return null;
        }

        var entry = left[index];
        left.RemoveAt(index);
        return entry;
    }
}
