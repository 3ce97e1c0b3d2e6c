using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Outlook's headers in one language, each with the English one that it stands for.</summary>
internal sealed class OutlookLanguage
{
    public static readonly OutlookLanguage English =
        new(OutlookColumns.Id, DateOrder.MonthFirst, string.Join('\n', OutlookColumns.Headers.Select(header => $"{header} = {header}")));

    private readonly Dictionary<string, List<string>> english = new(StringComparer.Ordinal);

    /// <param name="id">The layout's id.</param>
    /// <param name="table">A line for each English header: <c>Spouse = Conjoint(e) | Conjoint</c>. One word may stand on several lines, as it does in the files: it then means the first of them where it stands first.</param>
    public OutlookLanguage(string id, DateOrder dates, string table)
    {
        (Id, Dates) = (id, dates);
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var cut = line.IndexOf(" = ", StringComparison.Ordinal);
            foreach (var word in line[(cut + 3)..].Split(" | "))
            {
                Add(HeaderText.Fold(word), line[..cut]);
            }
        }
    }

    public string Id { get; }

    public DateOrder Dates { get; }

    /// <summary>The English header that a word stands for; the last where it stands for several.</summary>
    public string? Find(string folded) => english.TryGetValue(folded, out var names) ? names[^1] : null;

    /// <summary>The English header of each, null where there is none.</summary>
    public IReadOnlyList<string?> Translate(IReadOnlyList<string> header)
    {
        var folded = header.Select(HeaderText.Fold).ToList();
        var names = new string?[folded.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = english.TryGetValue(folded[i], out var meanings) ? meanings[Meaning(folded, i, meanings.Count)] : null;
        }

        return WithoutHonorific(names);
    }

    /// <summary>Of a word that stands there twice, the first means the first; one that stands there once means the last unless it begins the row.</summary>
    private static int Meaning(List<string> folded, int index, int meanings)
    {
        var before = folded.Take(index).Count(other => other == folded[index]);
        var isAlone = meanings > 1 && before == 0 && index > 0 && folded.LastIndexOf(folded[index]) == index;
        return isAlone ? meanings - 1 : Math.Min(before, meanings - 1);
    }

    /// <summary>Outlook writes honorific and job title always; where only one is left, people mean the title of the job.</summary>
    private static string?[] WithoutHonorific(string?[] names)
    {
        var title = Array.IndexOf(names, "Title");
        if (title > 0 && !names.Contains("Job Title", StringComparer.Ordinal) && !names.Contains("E-mail Type", StringComparer.Ordinal))
        {
            names[title] = "Job Title";
        }

        return names;
    }

    private void Add(string word, string name)
    {
        if (!english.TryGetValue(word, out var names))
        {
            english[word] = names = [];
        }

        if (!names.Contains(name, StringComparer.Ordinal))
        {
            names.Add(name);
        }
    }
}
