using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>The lines that a field, or two that are read together, become; where each character came from is worked out when a word is found in them.</summary>
internal sealed class FoldedLine
{
    private const int Usual = 64;

    private LineBuffer? placed;

    private FoldedLine(SourceLine source, string text) => (Source, Text) = (source, text);

    public SourceLine Source { get; }

    public string Text { get; }

    /// <summary>The part of the original that a part of the text stands for: of the second field as if it followed the first one.</summary>
    public TextSpan SourceOf(int start, int end) => (placed ??= Placed(Source)).SourceOf(start, end);

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

    private static LineBuffer Placed(in SourceLine source)
    {
        var lines = new LineBuffer(Usual, []);
        new LineWriter(lines, new LineBuffer(Usual, [])).Write(source);
        return lines;
    }
}
