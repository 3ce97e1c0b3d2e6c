using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// A gram that occurs in documents: one character longer than its parent. Its children stand side by side in the order of their characters; they are there
/// only if the gram's list is long.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct GramNode(int FirstChild, int ListOffset, int Count, char Label, ushort ChildCount)
{
    /// <summary>In place of the first child where longer grams are not listed, as opposed to there being none.</summary>
    public const int NotExpanded = -1;

    public bool IsExpanded => FirstChild != NotExpanded;
}
