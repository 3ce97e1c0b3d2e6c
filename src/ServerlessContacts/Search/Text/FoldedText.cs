using System.Runtime.InteropServices;

namespace ServerlessContacts.Search;

/// <summary>A part of a text in UTF-16 code units, as JavaScript and .NET count.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static TextSpan FromTo(int start, int end) => new(start, end - start);
}

/// <summary>A folded text and, for each of its characters, the span of the original that it stands for.</summary>
public sealed class FoldedText(string text, IReadOnlyList<TextSpan> places)
{
    public string Text => text;

    /// <summary>The span of the original behind a part of the folded text; the part is not empty.</summary>
    public TextSpan Original(int start, int length) => TextSpan.FromTo(places[start].Start, places[start + length - 1].End);
}
