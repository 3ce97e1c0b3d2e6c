using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace ServerlessContacts.Contacts.Matching;

/// <summary>
/// What is kept of each contact to match by: partition, unique part of the id and name signature, one after the other in blocks of a megabyte, some 40 bytes a
/// contact; and the line of the file that was matched to it. Numbered from 0.
/// </summary>
internal sealed class KnownContacts
{
    private const int BlockBytes = 1024 * 1024;
    private const int NumbersPerBlock = 64 * 1024;

    /// <summary>Unique parts have at most 255 bytes here, signatures at most two names of 121 characters of three bytes.</summary>
    private const int MaxEntry = 1024;

    private readonly List<byte[]> blocks = [];
    private readonly List<Entry[]> entries = [];
    private int used = BlockBytes;

    public int Count { get; private set; }

    public int Add(int partition, string unique, string signature)
    {
        if (used + MaxEntry > BlockBytes)
        {
            blocks.Add(GC.AllocateUninitializedArray<byte>(BlockBytes));
            used = 0;
        }

        if (Count % NumbersPerBlock == 0)
        {
            entries.Add(new Entry[NumbersPerBlock]);
        }

        At(Count).Place = ((long)(blocks.Count - 1) * BlockBytes) + used;
        used += Write(blocks[^1].AsSpan(used), partition, unique, signature);
        return Count++;
    }

    /// <summary>The line of the file that stands for the contact; 0 for none.</summary>
    public int LineOf(int number) => At(number).Line;

    public void SetLine(int number, int line) => At(number).Line = line;

    public (int Partition, string Unique) IdOf(int number)
    {
        var text = TextOf(number);
        return (BinaryPrimitives.ReadUInt16LittleEndian(text), Encoding.UTF8.GetString(text.Slice(3, text[2])));
    }

    /// <summary>Writes the name signature and says how long it is.</summary>
    public int SignatureOf(int number, Span<char> signature)
    {
        var text = TextOf(number)[3..];
        text = text[TextOf(number)[2]..];
        return Encoding.UTF8.GetChars(text.Slice(2, BinaryPrimitives.ReadUInt16LittleEndian(text)), signature);
    }

    private static int Write(Span<byte> block, int partition, string unique, string signature)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(block, (ushort)partition);
        var length = Encoding.UTF8.GetBytes(unique, block[3..]);
        block[2] = checked((byte)length);
        var text = block[(3 + length)..];
        var bytes = Encoding.UTF8.GetBytes(signature, text[2..]);
        BinaryPrimitives.WriteUInt16LittleEndian(text, (ushort)bytes);
        return 3 + length + 2 + bytes;
    }

    private ReadOnlySpan<byte> TextOf(int number)
    {
        var place = At(number).Place;
        return blocks[(int)(place / BlockBytes)].AsSpan((int)(place % BlockBytes));
    }

    private ref Entry At(int number) => ref entries[number / NumbersPerBlock][number % NumbersPerBlock];

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        public long Place;
        public int Line;
    }
}
