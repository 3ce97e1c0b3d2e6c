using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace ServerlessContacts.Search.Index;

internal static class SelectedBit
{
    /// <summary>Where the so-many-th one of a word is, which has as many.</summary>
    public static int Of(ulong word, int ordinal)
    {
        if (Bmi2.X64.IsSupported)
        {
            return BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << (ordinal - 1), word));
        }

        for (; ordinal > 1; ordinal--)
        {
            word &= word - 1;
        }

        return BitOperations.TrailingZeroCount(word);
    }
}
