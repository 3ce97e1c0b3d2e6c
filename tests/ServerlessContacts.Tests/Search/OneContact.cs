using ServerlessContacts.Contacts;
using ServerlessContacts.Search;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search;

/// <summary>An index of one contact.</summary>
internal static class OneContact
{
    public static ContactDocument Shown(Contact contact) =>
        new(ContactId.Shared(0, "1"), 1, Provenance.Create(contact, "member:ada", "member:ada", DateTimeOffset.UnixEpoch));

    /// <summary>Null where the query does not find it.</summary>
    public static HitClass? ClassOf(Contact contact, string query) => ClassOf(contact, QueryTerms.Parse(query));

    public static bool Holds(Contact contact, QueryTerm term) => ClassOf(contact, new QueryTerms([term], [])) is not null;

    private static HitClass? ClassOf(Contact contact, QueryTerms terms)
    {
        var (version, answer) = (IndexVersion.Empty.With(IndexChange.Written(DocumentWriter.Write(Shown(contact), 0, 0))), new IndexAnswer());
        var query = new IndexQuery { Words = [.. terms.Terms.Select(term => term.Alternatives)], WholeNames = terms.Wholes };
        new IndexSearch().Search([version], query, new Viewer(BookSet.All, [], []), answer);
        return answer.Total == 0 ? null : answer.Hits(0)[0].Class;
    }
}
