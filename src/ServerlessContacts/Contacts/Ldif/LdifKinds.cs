using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Contacts.Ldif;

/// <summary>Entries that are no person: lists of others, and records that change or delete an entry.</summary>
internal static class LdifKinds
{
    private static readonly string[] Lists = ["groupofnames", "groupofuniquenames", "posixgroup"];

    public static VCardProblem? Problem(IReadOnlyList<LdifAttribute> attributes, int line) =>
        attributes.FirstOrDefault(IsList) is { } list ? VCardProblems.Group.At(list.Line, list.Name)
        : attributes.FirstOrDefault(IsChange) is { } change ? VCardProblems.Change.At(change.Line, change.Name)
        : attributes.All(attribute => attribute.Key != "dn") ? VCardProblems.NoEntry.At(line)
        : null;

    private static bool IsList(LdifAttribute attribute) => attribute.Key == "objectclass"
        && Lists.Contains(attribute.Text, StringComparer.OrdinalIgnoreCase);

    private static bool IsChange(LdifAttribute attribute) => attribute.Key == "changetype"
        && !attribute.Text.Equals("add", StringComparison.OrdinalIgnoreCase);
}
