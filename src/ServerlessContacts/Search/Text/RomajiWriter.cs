namespace ServerlessContacts.Search;

/// <summary>
/// Writes canonical romaji: upper-case letters, so that they meet no folded text, with long vowels short. A vowel that lengthens the one before it
/// is not written: it belongs to that one.
/// </summary>
internal readonly struct RomajiWriter(LineBuffer line)
{
    public void Add(ReadOnlySpan<char> letters, TextSpan source)
    {
        line.Source = source;
        line.Append(letters);
    }

    public void AddVowel(char vowel, TextSpan source)
    {
        line.Source = source;
        if (line.Last == vowel || (vowel == 'U' && line.Last == 'O'))
        {
            line.Extend();
        }
        else
        {
            line.Append(vowel);
        }
    }

    /// <summary>What is not heard belongs to the sound before it.</summary>
    public void AddSilent(TextSpan source)
    {
        line.Source = source;
        line.Extend();
    }
}
