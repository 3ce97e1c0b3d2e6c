using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>A field of which a contact has one text: the first entry that says it. Others, of another kind or further back, stay.</summary>
internal abstract class TextMapping<TEntry> : FieldMapping<TEntry>
    where TEntry : class, new()
{
    public sealed override Contact View(Person person, Contact contact) =>
        With(contact, Own(person).Select(TextOf).FirstOrDefault(text => text is not null));

    public sealed override bool Edit(Person person, Contact wanted)
    {
        var own = Own(person);
        var index = own.FindIndex(entry => TextOf(entry) is not null);
        var goal = Holdable(Of(wanted));
        if (goal == (index < 0 ? null : TextOf(own[index])))
        {
            return false;
        }

        Set(person, Replace(own, index, goal));
        return true;
    }

    protected abstract string? Of(Contact contact);

    protected abstract Contact With(Contact contact, string? text);

    /// <summary>What the entry says; null where that is not what the contact has a word for.</summary>
    protected abstract string? TextOf(TEntry entry);

    protected abstract void Write(TEntry entry, string text);

    /// <summary>The text as Google would hold it.</summary>
    protected virtual string? Holdable(string? text) => Entries.Text(text);

    private List<TEntry> Replace(List<TEntry> own, int index, string? goal)
    {
        if (goal is null)
        {
            own.RemoveAt(index);
            return own;
        }

        if (index < 0)
        {
            index = Place(own);
        }

        Write(own[index], goal);
        return own;
    }

    /// <summary>Where a new entry goes: in front, so that it is the one that is shown.</summary>
    protected virtual int Place(List<TEntry> own)
    {
        own.Insert(0, new TEntry());
        return 0;
    }
}
