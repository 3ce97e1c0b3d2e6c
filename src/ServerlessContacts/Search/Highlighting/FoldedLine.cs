using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>The lines that fields become, without where each character came from.</summary>
internal readonly record struct FoldedLine(SourceLine Source, string Text)
{
    private const int Usual = 64;

    public static IReadOnlyList<FoldedLine> Of(Contact contact)
    {
        var folded = new List<FoldedLine>();
        var (lines, scratch) = (new LineBuffer(Usual), new LineBuffer(Usual));
        foreach (var source in SourceLines.OfNames(contact).Concat(SourceLines.OfOthers(contact)))
        {
            lines.Clear();
            new LineWriter(lines, scratch).Write(source);
            if (lines.Length > 0)
            {
                folded.Add(new FoldedLine(source, lines.Written.ToString()));
            }
        }

        return folded;
    }
}
