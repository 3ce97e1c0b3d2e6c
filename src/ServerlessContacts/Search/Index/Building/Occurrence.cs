using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// A place in the text of a document where grams begin, and the next few characters of the text, so that it is read once for several characters: it is sorted in an order that
/// has nothing to do with where texts are.
/// </summary>
/// <param name="Next">The first of them is in the lowest bits.</param>
internal readonly record struct Occurrence(int Document, int At, ulong Next)
{
    public const int Ahead = sizeof(ulong) / sizeof(char);

    public char Label => (char)Next;

    public Occurrence Advanced() => this with { Next = Next >> 16 };

    /// <summary>Reads the characters from a depth on. The text goes on for as many.</summary>
    public Occurrence ReadFrom(char[] text, int depth) =>
        this with { Next = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(text), At + depth))) };
}
