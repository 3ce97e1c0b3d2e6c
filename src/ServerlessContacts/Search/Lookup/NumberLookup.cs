using ServerlessContacts.Contacts;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Search;

/// <summary>
/// Finds who has a number: the index is asked for the whole number, and where nobody has that, for its end, a digit less each time. What has
/// the digits somewhere is compared as a number before it counts.
/// </summary>
internal sealed class NumberLookup
{
    /// <summary>Candidates of a section at a time.</summary>
    private const int Portion = 64;

    /// <summary>Beyond so many that have the digits elsewhere, nobody is looked for any more; it takes some milliseconds.</summary>
    private const int MostCandidates = 2048;

    private readonly IndexSearch search;
    private readonly ShownContacts contacts;
    private readonly Seen seen;
    private readonly IReadOnlyList<AskedForm> forms;
    private readonly HashSet<ContactId> compared = [];
    private readonly List<(LookupRank Rank, ContactScope Scope, Hit Hit, ContactDocument Contact)> found = [];

    public NumberLookup(LookupQuery query, IndexSearch search, ShownContacts contacts, Seen seen)
    {
        (this.search, this.contacts, this.seen) = (search, contacts, seen);
        var parsed = query.Parser.Parse(query.Number);
        forms = parsed.Kind == PhoneParseKind.Unrecoverable ? [] : [.. PhoneForms.Whole(parsed.Phone).Select(form => new AskedForm(form, form == parsed.Phone.Number))];
    }

    public LookupAnswer Answer()
    {
        foreach (var form in forms)
        {
            Ask(form.Digits.Length < DocumentWriter.ShortNumber ? DocumentTags.Number(form.Digits) : form.Digits);
        }

        var longest = forms.Select(form => form.Digits).MaxBy(digits => digits.Length) ?? "";
        for (var length = longest.Length - 1; length >= AskedForm.ShortestSuffix && !HasCommonEnd(length); length--)
        {
            Ask(longest[^length..]);
        }

        var best = found.Select(candidate => candidate.Rank).DefaultIfEmpty(LookupRank.None).Min();
        List<ContactDocument> ranked = [.. Ranked(best).Take(1 + LookupAnswer.MaxOthers)];
        return new LookupAnswer(best.Certainty, ranked.FirstOrDefault(), [.. ranked.Skip(1)], seen.Version);
    }

    /// <summary>Whether nothing that has fewer digits in common can be better.</summary>
    private bool HasCommonEnd(int length) => found.Exists(candidate => candidate.Rank.Certainty != LookupCertainty.Suffix || candidate.Rank.CommonEnd > length);

    private void Ask(string digits)
    {
        var answer = new IndexAnswer();
        var query = new IndexQuery { Words = [[digits]], Limit = Portion };
        for (var candidates = 0; candidates < MostCandidates;)
        {
            search.Search(seen.Indexes, query, seen.Viewer, answer);
            var after = new List<HitPosition>();
            for (var at = 0; at < answer.SectionCount; at++)
            {
                candidates += answer.Hits(at).Length;
                Take(answer.Section(at), answer.Hits(at), after);
            }

            if (after.Count == 0)
            {
                return;
            }

            query = query with { After = after };
        }
    }

    private void Take(SectionTotal section, ReadOnlySpan<Hit> hits, List<HitPosition> after)
    {
        foreach (var hit in hits)
        {
            var contact = contacts.Of(seen.Indexes[hit.Source], hit).Document;
            var rank = forms.Select(form => form.Compare(contact.Record.Contact)).Min();
            if (rank != LookupRank.None && compared.Add(contact.Id))
            {
                found.Add((rank, seen.Common.Sections[section.Section].Scope, hit, contact));
            }
        }

        if (section.HasMore && found.Count <= LookupAnswer.MaxOthers)
        {
            after.Add(seen.Indexes[hits[^1].Source].PositionOf(section.Section, hits[^1]));
        }
    }

    private IEnumerable<ContactDocument> Ranked(LookupRank best)
    {
        var order = Comparer<Hit>.Create((x, y) => HitOrder.Compare(x with { Class = default }, y with { Class = default }, seen.Indexes));
        return found.Where(candidate => candidate.Rank == best).OrderBy(candidate => candidate.Scope).ThenBy(candidate => candidate.Hit, order).Select(candidate => candidate.Contact);
    }
}
