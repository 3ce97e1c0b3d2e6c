using System.Text;

namespace ServerlessContacts.Contacts.Matching;

/// <summary>
/// What of a contact's name decides whether two records may be one person: the folded name, and behind it the name that its parts make,
/// where that is another one; or, for a contact without
/// one, its company.
/// </summary>
internal static class NameSignature
{
    /// <summary>Stands before a company; no folded name begins with it.</summary>
    public const char Nameless = '\u0001';

    /// <summary>Stands between the name and the one that its parts make; in neither of them.</summary>
    public const char Composed = '\u0002';

    public static string Of(Contact contact)
    {
        var composed = NameRules.Compose(contact.Name);
        var (name, parts) = (Fold(contact.Name.Full ?? composed), "");
        if (composed is not null && !string.Equals(composed, contact.Name.Full ?? composed, StringComparison.Ordinal))
        {
            parts = Fold(composed);
        }

        return name.Length == 0 ? Nameless + NameText.Fold(contact.Organization?.Name)
            : parts.Length == 0 || parts == name ? name
            : name + Composed + parts;
    }

    /// <summary>The name itself.</summary>
    public static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> signature) => signature.IndexOf(Composed) is var end and >= 0
        ? signature[..end] : signature;

    /// <summary>The other name that its parts make; empty where they make none.</summary>
    public static ReadOnlySpan<char> ComposedOf(ReadOnlySpan<char> signature) => signature.IndexOf(Composed) is var end and >= 0
        ? signature[(end + 1)..] : [];

    /// <summary>A name of signs alone, which fold to nothing, is told by its signs.</summary>
    private static string Fold(string? name) => NameText.Fold(name) is { Length: > 0 } folded ? folded : Signs(name);

    private static string Signs(string? name)
    {
        var signs = new StringBuilder();
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            var isSign = !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && signs.Length + rune.Utf16SequenceLength <= NameText.MaxLength;
            signs.Append(isSign ? rune.ToString() : "");
        }

        return signs.ToString();
    }
}
