using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>
/// All that can be found of a contact, in one text. Each line ends with a line break and holds none, so that a match never spans fields. The
/// first lines are <see cref="Names"/>: what the contact is called and the readings of that; the others are found as well and rank behind.
/// <list type="bullet">
/// <item>Folded text (see <see cref="TextFold"/>) has no upper case.</item>
/// <item>Romaji is upper case, so that only the romaji of a query meets it; after a blank it comes from a name in Latin letters.</item>
/// <item>Numbers are lines of digits, after a plus where they are in E.164.</item>
/// </list>
/// A document matches a query if each word of it matches; a word matches if one of its alternatives (<see cref="QueryTerm"/>) is, character by
/// character, part of some line. There is nothing else to it, so an index of substrings can answer every query.
/// </summary>
internal readonly record struct DocumentText(string Text, int NamesEnd)
{
    public const char Separator = LineBuffer.Separator;

    /// <summary>What a contact usually takes, without growing.</summary>
    private const int Usual = 400;
    private const int UsualField = 64;

    public ReadOnlySpan<char> Names => Text.AsSpan(0, NamesEnd);

    public static DocumentText Of(Contact contact)
    {
        var lines = new LineBuffer(Usual);
        var writer = new LineWriter(lines, new LineBuffer(UsualField));
        foreach (var line in SourceLines.OfNames(contact))
        {
            // A part of a name is a name of its own, which somebody may type whole, but not every spelling of it.
            lines.Rule = line.Form == LineForm.LatinRomaji ? LineRule.NotWithin : LineRule.NotTwice;
            writer.Write(line);
        }

        var namesEnd = lines.Length;
        lines.Rule = LineRule.NotWithin;
        foreach (var line in SourceLines.OfOthers(contact))
        {
            writer.Write(line);
        }

        foreach (var phone in contact.Phones)
        {
            PhoneForms.Write(phone, lines);
        }

        return new DocumentText(lines.Written.ToString(), namesEnd);
    }
}
