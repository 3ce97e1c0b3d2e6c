using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Tells a card into which another one has run because the lines between them are damaged. Its properties are of two people and are not to
/// become one contact.
/// </summary>
internal sealed class CardFrame
{
    private bool hasVersion;
    private bool isBelowVersion;
    private bool isBelowFrame;

    /// <summary>Whether the property belongs to another card than those before it.</summary>
    /// <param name="property">The next property.</param>
    /// <param name="last">The last of its physical lines. A frame that is folded is a text.</param>
    public bool IsBroken(ContentLine property, ReadOnlySpan<byte> last)
    {
        var isVersion = property.Name == "VERSION";
        var isBroken = property.Name is "BEGIN" or "END"
            || (isVersion && hasVersion && !isBelowVersion)
            || (isBelowFrame && property.Name is "VERSION" or "FN" or "N");
        (hasVersion, isBelowVersion) = (hasVersion || isVersion, isVersion);
        isBelowFrame |= property.Name != "AGENT" && (EndsWith(last, "BEGIN:VCARD"u8) || EndsWith(last, "END:VCARD"u8));
        return isBroken;
    }

    /// <summary>The property without the end of its card; null where none is glued to the last of its lines.</summary>
    public static ContentLine? WithoutEnd(ContentLine property, ReadOnlySpan<byte> last) => EndsWith(last, "END:VCARD"u8) && EndsWith(property.Value.Span, "END:VCARD"u8)
        ? property with { Value = property.Value[..^(property.Value.Length - property.Value.Span.TrimEnd(" \t"u8).Length + "END:VCARD"u8.Length)] }
        : null;

    private static bool EndsWith(ReadOnlySpan<byte> value, ReadOnlySpan<byte> text)
    {
        var trimmed = value.TrimEnd(" \t"u8);
        return trimmed.Length >= text.Length && Ascii.EqualsIgnoreCase(trimmed[^text.Length..], text);
    }
}
