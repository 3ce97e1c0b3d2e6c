using System.Buffers;
using System.Globalization;

namespace ServerlessContacts.Store.Housekeeping;

/// <summary>
/// The names of photos that were seen in rows, as bits: some that were not seen may seem to have been, none that was seen seems not to. A
/// name is a hash, so parts of it tell which bits are its own.
/// </summary>
internal sealed class PhotoMarks(byte[] bits)
{
    /// <summary>
    /// Two million: among 100,000 photos one of 1,100 that could go seems to be in use, among a million every second. In base64 it fits
    /// into a row.
    /// </summary>
    public const int Bytes = 256 * 1024;

    private const int NameLength = 64;
    private const int Parts = 4;

    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    public byte[] Bits => bits;

    /// <summary>Marks whatever looks like a name, wherever it stands.</summary>
    public void See(ReadOnlySpan<byte> data)
    {
        while (data.Length >= NameLength)
        {
            var start = data.IndexOfAny(Hexadecimal);
            if (start < 0)
            {
                return;
            }

            data = data[start..];
            var length = data.IndexOfAnyExcept(Hexadecimal) is var end and >= 0 ? end : data.Length;
            for (var at = 0; at + NameLength <= length; at++)
            {
                Mark(data.Slice(at, NameLength));
            }

            data = data[length..];
        }
    }

    public bool MayHold(string name)
    {
        for (var part = 0; part < Parts; part++)
        {
            var bit = BitOf(uint.Parse(name.AsSpan(part * 8, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            if ((bits[bit / 8] & (1 << (bit % 8))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Mark(ReadOnlySpan<byte> name)
    {
        for (var part = 0; part < Parts; part++)
        {
            var bit = BitOf(uint.Parse(name.Slice(part * 8, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            bits[bit / 8] |= (byte)(1 << (bit % 8));
        }
    }

    private static int BitOf(uint part) => (int)(part % (Bytes * 8));
}
