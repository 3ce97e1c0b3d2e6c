namespace ServerlessContacts.Contacts.Matching;

/// <summary>
/// Whether two names can be one person's, given that they share an e-mail address or a number. They can when they are equal after folding,
/// blanks aside; or when every word of the shorter finds a word of its own in the longer, in any order, and at least one such pair is a
/// whole word of two letters or more. A word finds another that is equal, or one it abbreviates: an initial (<c>J</c>), or a beginning that
/// is marked by a dot (<c>Chr.</c>). A number finds the same number only: <c>Room 1</c> is neither <c>Room 10</c> nor <c>Room</c>. A name
/// is never compatible with none; two records without names are when their companies are equal or one has none.
/// <para>So <c>J. Smith</c>, <c>Smith, John</c>, <c>John R. Smith</c> and <c>Smith</c> are compatible with <c>John Smith</c>; <c>Jane
/// Smith</c>, <c>Jon Smith</c> and <c>J. S.</c> are not. In scripts written without blanks a name of two characters or more is compatible
/// with one that begins with it (田中, 田中太郎).</para>
/// <para>A name that was written beside other parts (<c>Mum</c>, of Jane Smith) is also compatible with exactly the name that its parts
/// make, as files that have only parts would else name
/// nobody.</para>
/// </summary>
internal static class CompatibleNames
{
    /// <summary>Names of more words are compared whole.</summary>
    private const int MaxWords = 12;

    private const int Letters = 128;

    public static bool Are(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var first = NameSignature.ComposedOf(one);
        var second = NameSignature.ComposedOf(other);
        return AreNames(NameSignature.NameOf(one), NameSignature.NameOf(other))
            || (second.IsEmpty && !first.IsEmpty && first.SequenceEqual(other))
            || (first.IsEmpty && !second.IsEmpty && second.SequenceEqual(one));
    }

    private static bool AreNames(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (IsNameless(one) || IsNameless(other))
        {
            return IsNameless(one) && IsNameless(other) && (one.Length == 1 || other.Length == 1 || one.SequenceEqual(other));
        }

        return one.SequenceEqual(other) || AreLettersEqual(one, other) || HaveWordsInCommon(one, other);
    }

    private static bool IsNameless(ReadOnlySpan<char> signature) => signature is [NameSignature.Nameless, ..];

    private static bool AreLettersEqual(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        Span<char> first = stackalloc char[Letters];
        Span<char> second = stackalloc char[Letters];
        first = first[..CopyLetters(one, first)];
        second = second[..CopyLetters(other, second)];
        return first.SequenceEqual(second) || IsUnspacedBeginning(first, second) || IsUnspacedBeginning(second, first);
    }

    private static int CopyLetters(ReadOnlySpan<char> name, Span<char> letters)
    {
        var count = 0;
        foreach (var c in name)
        {
            if (c is not (' ' or '.') && count < letters.Length)
            {
                letters[count++] = c;
            }
        }

        return count;
    }

    private static bool IsUnspacedBeginning(ReadOnlySpan<char> shorter, ReadOnlySpan<char> longer) =>
        shorter.Length >= 2 && longer.StartsWith(shorter) && !longer.ContainsAnyExceptInRange('\u3040', '\u9FFF');

    private static bool HaveWordsInCommon(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        Span<Range> first = stackalloc Range[MaxWords + 1];
        Span<Range> second = stackalloc Range[MaxWords + 1];
        var (firstCount, secondCount) = (one.Split(first, ' '), other.Split(second, ' '));
        if (firstCount > MaxWords || secondCount > MaxWords)
        {
            return false;
        }

        return firstCount <= secondCount
            ? AllFind(one, first[..firstCount], other, second[..secondCount])
            : AllFind(other, second[..secondCount], one, first[..firstCount]);
    }

    /// <summary>Equal words are paired first, so that an abbreviation does not take the word that another needs.</summary>
    private static bool AllFind(ReadOnlySpan<char> few, Span<Range> fewWords, ReadOnlySpan<char> many, Span<Range> manyWords)
    {
        var (paired, taken, whole) = (0, 0, false);
        for (var i = 0; i < fewWords.Length; i++)
        {
            var index = Find(few[fewWords[i]], many, manyWords, taken, AreEqual);
            if (index >= 0)
            {
                (paired, taken) = (paired | (1 << i), taken | (1 << index));
                whole |= Bare(few[fewWords[i]]).Length >= 2;
            }
        }

        return whole && !HasOtherNumber(few, fewWords, paired) && !HasOtherNumber(many, manyWords, taken)
            && AbbreviationsFind(few, fewWords, paired, many, manyWords, taken);
    }

    /// <summary>Rooms, lines and branches are told apart by their numbers.</summary>
    private static bool HasOtherNumber(ReadOnlySpan<char> name, Span<Range> words, int paired)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if ((paired & (1 << i)) == 0 && name[words[i]] is [>= '0' and <= '9', ..])
            {
                return true;
            }
        }

        return false;
    }

    private static bool AbbreviationsFind(
        ReadOnlySpan<char> few, Span<Range> fewWords, int paired, ReadOnlySpan<char> many, Span<Range> manyWords, int taken)
    {
        for (var i = 0; i < fewWords.Length; i++)
        {
            if ((paired & (1 << i)) != 0)
            {
                continue;
            }

            var index = Find(few[fewWords[i]], many, manyWords, taken, IsOneShortForOther);
            if (index < 0)
            {
                return false;
            }

            taken |= 1 << index;
        }

        return true;
    }

    private delegate bool Pairing(ReadOnlySpan<char> one, ReadOnlySpan<char> other);

    private static int Find(ReadOnlySpan<char> word, ReadOnlySpan<char> name, Span<Range> words, int taken, Pairing pairs)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if ((taken & (1 << i)) == 0 && pairs(word, name[words[i]]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool AreEqual(ReadOnlySpan<char> one, ReadOnlySpan<char> other) => Bare(one).SequenceEqual(Bare(other));

    private static bool IsOneShortForOther(ReadOnlySpan<char> one, ReadOnlySpan<char> other) => IsShortFor(one, other) || IsShortFor(other, one);

    private static bool IsShortFor(ReadOnlySpan<char> word, ReadOnlySpan<char> longer) =>
        (Bare(word).Length == 1 || word[^1] == '.') && Bare(longer).StartsWith(Bare(word));

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> word) => word.TrimEnd('.');
}
