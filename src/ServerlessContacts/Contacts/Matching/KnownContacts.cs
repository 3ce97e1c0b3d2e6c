using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace ServerlessContacts.Contacts.Matching;

/// <summary>
/// What is kept of each contact to match by: partition, unique part of the id and name signature, one after the other in blocks of a
/// megabyte, some 40 bytes a contact; and its folder. Numbered from 0.
/// </summary>
internal sealed class KnownContacts
{
    private const int BlockBytes = 1024 * 1024;
    private const int NumbersPerBlock = 64 * 1024;

    /// <summary>Unique parts have at most 255 bytes here, signatures at most two names of 121 characters of three bytes.</summary>
    private const int MaxEntry = 1024;

    private readonly List<byte[]> blocks = [];
    /// <summary>Stands for the folder of a contact that is no longer there.</summary>
    private const int Gone = -1;

    /// <summary>Stands for the folder of a contact that a plan would make.</summary>
    private const int Unstored = -2;

    private readonly List<Entry[]> entries = [];
    private readonly Dictionary<string, int> folders = new(StringComparer.Ordinal) { [""] = 0 };
    private int used = BlockBytes;

    /// <summary>With those that are no longer there.</summary>
    public int Count { get; private set; }

    /// <summary>Those that are stored.</summary>
    public int Stored { get; private set; }

    /// <param name="partition">Where it lies, by its place in a list of the caller's.</param>
    /// <param name="unique">The unique part of its id.</param>
    /// <param name="signature">Its name.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="isStored">False for one that a plan would make.</param>
    public int Add(int partition, string unique, string signature, string? folder = null, bool isStored = true)
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
        At(Count).Folder = isStored ? FolderOf(folder) : Unstored;
        Stored += isStored ? 1 : 0;
        return Count++;
    }

    /// <summary>The contact is no longer there, or no longer what it was.</summary>
    public void Remove(int number)
    {
        Stored -= At(number).Folder >= 0 ? 1 : 0;
        At(number).Folder = Gone;
    }

    public bool IsThere(int number) => At(number).Folder != Gone;

    public void Move(int number, string? folder) => At(number).Folder = At(number).Folder >= 0 ? FolderOf(folder) : At(number).Folder;

    /// <summary>The contacts that lie in the folder, not those below it.</summary>
    public IEnumerable<int> In(string? folder) =>
        folders.TryGetValue(folder ?? "", out var wanted) ? Enumerable.Range(0, Count).Where(number => At(number).Folder == wanted) : [];

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

    private int FolderOf(string? folder)
    {
        if (!folders.TryGetValue(folder ?? "", out var number))
        {
            folders[folder!] = number = folders.Count;
        }

        return number;
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
        public int Folder;
    }
}
