using System.Buffers;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// What became of the rows of one transaction, as its receipt keeps it: for each row the distance of its line from the one before and its outcome, in
/// numbers of seven bits a byte. Some two bytes a row.
/// </summary>
internal static class OutcomeNote
{
    private const int Outcomes = 8;

    public static byte[] Write(IEnumerable<(int Line, RowOutcome Outcome)> rows)
    {
        var note = new ArrayBufferWriter<byte>(256);
        var last = 0;
        foreach (var (line, outcome) in rows)
        {
            Write(note, ((ulong)(line - last) * Outcomes) + (ulong)outcome);
            last = line;
        }

        return note.WrittenSpan.ToArray();
    }

    public static List<(int Line, RowOutcome Outcome)> Read(ReadOnlySpan<byte> note)
    {
        var rows = new List<(int Line, RowOutcome Outcome)>();
        var line = 0;
        while (!note.IsEmpty)
        {
            var value = Read(ref note);
            line += (int)(value / Outcomes);
            rows.Add((line, (RowOutcome)(value % Outcomes)));
        }

        return rows;
    }

    private static void Write(ArrayBufferWriter<byte> note, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            note.Write([(byte)(value | 0x80)]);
        }

        note.Write([(byte)value]);
    }

    private static ulong Read(ref ReadOnlySpan<byte> note)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = note[0];
            note = note[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
