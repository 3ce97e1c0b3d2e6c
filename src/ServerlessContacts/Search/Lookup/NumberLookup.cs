using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Search;

/// <summary>
/// Finds who has a number. In each snapshot the forms of all numbers are sorted by their reversed digits, so that those with the longest
/// common end surround the place where the asked one would be, and the farther the less they have in common.
/// </summary>
internal sealed class NumberLookup
{
    private readonly IReadOnlyList<AskedForm> forms;
    private readonly HashSet<SearchDocument> found = [];
    private LookupRank best = LookupRank.None;

    public NumberLookup(LookupQuery query)
    {
        var parsed = query.Parser.Parse(query.Number);
        forms = parsed.Kind == PhoneParseKind.Unrecoverable
            ? []
            : [.. PhoneForms.Whole(parsed.Phone).Select(form => new AskedForm(ReversedDigits.Of(form), form == parsed.Phone.Number))];
    }

    public void Scan(PartitionSnapshot snapshot)
    {
        var entries = snapshot.Phones.Span;
        foreach (var form in forms)
        {
            var place = ~entries.BinarySearch(new JustBefore(form.Digits));
            for (var at = place; at < entries.Length && Take(form, entries[at]);)
            {
                at++;
            }

            for (var at = place - 1; at >= 0 && Take(form, entries[at]);)
            {
                at--;
            }
        }
    }

    public LookupAnswer Answer(Positions version)
    {
        var first = new BestOf<SearchDocument>(1 + LookupAnswer.MaxOthers, LookupOrder.Instance);
        foreach (var document in found)
        {
            first.Offer(document);
        }

        List<ContactDocument> ranked = [.. first.Sorted().Select(document => document.Shown)];
        return new LookupAnswer(best.Certainty, ranked.FirstOrDefault(), [.. ranked.Skip(1)], version);
    }

    /// <summary>Keeps the entry if nothing better is known; false where none that is as good can follow.</summary>
    private bool Take(AskedForm form, PhoneEntry entry)
    {
        var rank = form.Compare(entry);
        if (rank == LookupRank.None || rank.CompareTo(best) > 0)
        {
            // Among equal digits, a less certain one may stand before a surer one.
            return rank.Certainty == LookupCertainty.National;
        }

        if (rank != best)
        {
            best = rank;
            found.Clear();
        }

        found.Add(entry.Document);
        return true;
    }

    private readonly record struct JustBefore(ReversedDigits Digits) : IComparable<PhoneEntry>
    {
        public int CompareTo(PhoneEntry other) => Digits.CompareTo(other.Digits) is var order and not 0 ? order : -1;
    }
}
