namespace ServerlessContacts.Search;

/// <summary>Reads one word of Latin letters, which stands in a folded text, sound by sound and writes its canonical form.</summary>
internal ref struct RomajiReader(ReadOnlySpan<char> word, LineBuffer origin, int offset, LineBuffer line)
{
    private readonly ReadOnlySpan<char> word = word;
    private readonly RomajiWriter romaji = new(line);
    private int at;

    /// <summary>Whether the last syllable has its vowel or is an n.</summary>
    public bool IsFinished { get; private set; } = true;

    /// <summary>False where something in the word is no sound of Japanese.</summary>
    public bool TryRead()
    {
        while (at < word.Length)
        {
            if (!TryReadSound())
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadSound()
    {
        if (IsVowel(word[at]))
        {
            romaji.AddVowel(char.ToUpperInvariant(word[at]), Take(1));
        }
        else if (word[at] is '\'' or '-' || IsLongH())
        {
            romaji.AddSilent(Take(1));
        }
        else if (SyllabicN() is var length and > 0)
        {
            romaji.Add("N", Take(length));
        }
        else
        {
            return TryReadSyllable();
        }

        return true;
    }

    /// <summary>Consonants and their vowel, doubled or not.</summary>
    private bool TryReadSyllable()
    {
        var doubled = IsDoubled() ? 1 : 0;
        var rest = word[(at + doubled)..];
        var end = rest.IndexOfAny("aiueo");
        var consonants = end < 0 ? rest : rest[..end];
        if (RomajiOnset.Canonical(consonants, end < 0 ? ' ' : rest[end]) is not { } onset || (doubled > 0 && onset.Length == 0))
        {
            return false;
        }

        if (doubled > 0)
        {
            romaji.Add(onset.AsSpan(0, 1), Take(1));
        }

        WriteSyllable(onset, consonants.Length, end < 0 ? ' ' : rest[end]);
        return true;
    }

    private void WriteSyllable(string onset, int consonants, char vowel)
    {
        IsFinished = vowel != ' ';
        if (onset.Length == 0)
        {
            romaji.AddVowel(char.ToUpperInvariant(vowel), Take(consonants + 1));
            return;
        }

        romaji.Add(onset, Take(consonants));
        if (IsFinished)
        {
            romaji.Add([char.ToUpperInvariant(vowel)], Take(1));
        }
    }

    /// <summary>The h of Satoh and Ohno.</summary>
    private readonly bool IsLongH() =>
        word[at] == 'h' && at > 0 && word[at - 1] is 'o' or 'u' && (at + 1 == word.Length || !(IsVowel(word[at + 1]) || word[at + 1] is 'y' or 'h'));

    /// <summary>How many letters stand for an n, or an m before b, p and m, that begins no syllable; 0 for none.</summary>
    private readonly int SyllabicN()
    {
        var (next, afterNext) = (Peek(1), Peek(2));
        return word[at] switch
        {
            'n' when next is '\'' or '-' => 2,
            'n' when next == 'n' => IsVowel(afterNext) || afterNext == 'y' ? 1 : 2,
            'n' when !IsVowel(next) && next != 'y' => 1,
            'm' when next is 'b' or 'p' or 'm' => 1,
            _ => 0,
        };
    }

    private readonly bool IsDoubled() => word[at] != 'n' && (Peek(1) == word[at] || (word[at] == 't' && Peek(1) == 'c'));

    private readonly char Peek(int ahead) => at + ahead < word.Length ? word[at + ahead] : ' ';

    private TextSpan Take(int length)
    {
        at += length;
        return origin.SourceOf(offset + at - length, offset + at);
    }

    private static bool IsVowel(char c) => c is 'a' or 'i' or 'u' or 'e' or 'o';
}
