using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Benchmarks.Search;

/// <summary>What people type to find somebody, letter by letter: each letter is a query.</summary>
internal static class TypedQueries
{
    public const int Count = 2000;

    public static IReadOnlyList<string> Of(IReadOnlyList<Person> people, int seed)
    {
        var chance = new Chance(seed);
        var typed = new List<string>(Count);
        while (typed.Count < Count)
        {
            var text = Sought(chance.Of(people), chance);
            for (var length = 1; length <= text.Length && typed.Count < Count; length++)
            {
                if (text[length - 1] != ' ')
                {
                    typed.Add(text[..length]);
                }
            }
        }

        return typed;
    }

    public static IndexQuery Read(string typed)
    {
        var folded = BenchmarkFold.Fold(typed);
        return new IndexQuery { Words = [.. folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Romaji.Writings)], WholeNames = [folded, .. Turned(folded)] };
    }

    /// <summary>The family name first or last, as documents have one order only.</summary>
    private static IEnumerable<string> Turned(string folded) => folded.IndexOf(' ', StringComparison.Ordinal) is var blank and > 0 ? [folded[(blank + 1)..] + folded[..blank]] : [];

    private static string Sought(Person person, Chance chance) => chance.Below(20) switch
    {
        < 5 => person.IsJapanese ? person.Family.Written : person.Given.Written,
        < 10 => person.IsJapanese ? person.Family.Reading : person.Family.Written,
        < 13 => person.IsJapanese ? $"{person.Family.Romaji} {person.Given.Romaji}".ToLowerInvariant() : person.FullName,
        < 15 => person.IsJapanese ? person.FullName : $"{person.Family.Written} {person.Given.Written}",
        < 17 => "0" + person.Phones[0].National,
        < 18 => person.Company,
        < 19 => person.Emails[0],
        _ => Inside(person.Family.Written),
    };

    private static string Inside(string name) => name.Length > 4 ? name[2..] : name;
}

/// <summary>Latin letters that are Japanese syllables, the last of them perhaps unfinished, may be romaji, which documents have in upper case.</summary>
internal static class Romaji
{
    private static readonly string[] Onsets = ["ky", "sy", "sh", "ch", "ty", "ts", "ny", "hy", "my", "ry", "gy", "zy", "by", "py", .. "kstnhmyrwgzdbpfj".Select(c => c.ToString())];

    public static IReadOnlyList<string> Writings(string word) => IsRomaji(word) ? [word, word.ToUpperInvariant()] : [word];

    private static bool IsRomaji(ReadOnlySpan<char> word)
    {
        while (!word.IsEmpty)
        {
            if (!char.IsAsciiLetterLower(word[0]))
            {
                return false;
            }

            word = WithoutSyllable(word, out var isSyllable);
            if (!isSyllable)
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<char> WithoutSyllable(ReadOnlySpan<char> word, out bool isSyllable)
    {
        var onset = 0;
        foreach (var candidate in Onsets)
        {
            if (word.StartsWith(candidate, StringComparison.Ordinal))
            {
                onset = candidate.Length;
                break;
            }
        }

        var rest = word[onset..];
        isSyllable = rest.IsEmpty || "aiueo".Contains(rest[0], StringComparison.Ordinal) || word[0] == 'n' || rest[0] == word[0];
        return rest.IsEmpty ? rest : "aiueo".Contains(rest[0], StringComparison.Ordinal) ? rest[1..] : isSyllable ? word[1..] : rest;
    }
}
