namespace ServerlessContacts.Search;

/// <summary>
/// The digits of a number from its end, four bits each, the last digit topmost. Numbers with a common end lie beside each other, and the
/// length of that end is a count of leading zeros. No number has more than 30 digits (twice what E.164 allows); 32 fit.
/// </summary>
internal readonly record struct ReversedDigits(UInt128 Packed) : IComparable<ReversedDigits>
{
    private const int Bits = 4;
    private const int Most = 128 / Bits;

    public static ReversedDigits Of(ReadOnlySpan<char> form)
    {
        var packed = UInt128.Zero;
        var shift = 128;
        for (var at = form.Length - 1; at >= 0 && shift > 0; at--)
        {
            if (char.IsAsciiDigit(form[at]))
            {
                // A digit counts from 1, so that a missing one differs from 0.
                packed |= (UInt128)(uint)(form[at] - '0' + 1) << (shift -= Bits);
            }
        }

        return new ReversedDigits(packed);
    }

    public int Length => Most - ((int)UInt128.TrailingZeroCount(Packed) / Bits);

    public int CommonEnd(ReversedDigits other) =>
        Math.Min((int)UInt128.LeadingZeroCount(Packed ^ other.Packed) / Bits, Math.Min(Length, other.Length));

    public int CompareTo(ReversedDigits other) => Packed.CompareTo(other.Packed);
}
