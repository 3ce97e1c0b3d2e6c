using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Erasure;

/// <summary>What an erasure has found so far.</summary>
internal sealed class Tally(StoredErasure erasure, ErasedPerson person)
{
    /// <summary>More would be no help to whoever has to choose.</summary>
    private const int MostAlike = 200;

    private readonly SortedDictionary<string, int> counts = new(erasure.Record.Counts.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    private readonly HashSet<string> alike = new(erasure.Record.Alike, StringComparer.Ordinal);
    private readonly HashSet<string> photosInUse = new(erasure.PhotosInUse, StringComparer.Ordinal);

    /// <summary>Null counts nothing.</summary>
    public void Count(string? trace, int number = 1)
    {
        if (trace is not null && number > 0)
        {
            counts[trace] = counts.GetValueOrDefault(trace) + number;
        }
    }

    /// <summary>A contact that stays.</summary>
    public void Saw(ContactId id, ContactRecord record)
    {
        if (record.Contact.Photo is { } photo && person.Marks.Photos.Contains(photo, StringComparer.Ordinal))
        {
            photosInUse.Add(photo);
        }

        var own = PersonMarks.Of(record);
        if (alike.Count < MostAlike && own.Emails.Concat(own.Numbers).Concat(own.Names).Any(person.IsIn))
        {
            alike.Add(id.ToString());
        }
    }

    /// <summary>The erasure with what was found.</summary>
    public StoredErasure Into(StoredErasure state) => state with
    {
        Record = state.Record with { Counts = new SortedDictionary<string, int>(counts, StringComparer.Ordinal), Alike = [.. alike.Order(StringComparer.Ordinal)] },
        PhotosInUse = [.. photosInUse.Order(StringComparer.Ordinal)],
    };
}
