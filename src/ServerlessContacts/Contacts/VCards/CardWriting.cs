using System.Globalization;
using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>A card while it is written: its lines, the numbers of its groups, and what it could not hold.</summary>
internal sealed class CardWriting(VCardVersion version, TextWriter into)
{
    /// <summary>From here on control characters are beyond ASCII, where a card may have any (RFC 6350 §3.3).</summary>
    private const char FirstOfC1 = '\u0080';

    private readonly FoldedLines lines = new(into);
    private readonly List<string> losses = [];
    private int groups;

    public VCardVersion Version => version;

    public IReadOnlyList<string> Losses => losses;

    public void Lose(string path)
    {
        if (!losses.Contains(path, StringComparer.Ordinal))
        {
            losses.Add(path);
        }
    }

    /// <summary>A line whose head and value are as they have to be.</summary>
    public void Line(string head, string value) => lines.Write($"{head}:{value}");

    /// <summary>A line of one text; none where there is no text.</summary>
    public void TextLine(string head, string? text, string path)
    {
        if (text is not null)
        {
            var (parameter, value) = Exact(text, path);
            Line(head + parameter, value);
        }
    }

    /// <summary>
    /// The text as it stands in a value, and the parameter that it needs to come back as it is; none for nearly all texts.
    /// </summary>
    public (string Parameter, string Value) Exact(string text, string path) => ExactText.IsNeeded(text)
        && ExactText.WithUsualBreaks(text) is var usual && IsSane(usual)
        ? (ExactText.Parameter(text), VCardText.Escape(usual))
        : ("", Text(text, path));

    /// <summary>The text as it stands in a value. Characters that no card may hold are left out, and said to be lost.</summary>
    public string Text(string? text, string path) => VCardText.Escape(Sane(text ?? "", path));

    /// <summary>A parameter with its semicolon; empty where there is no value.</summary>
    public string Parameter(string name, string? value, string path)
    {
        if (value is null)
        {
            return "";
        }

        var sane = Sane(value, path);
        if (sane.Contains('\r', StringComparison.Ordinal))
        {
            Lose(path);
            sane = sane.Replace("\r\n", "\n", StringComparison.Ordinal);
        }

        return VCardParameters.Write(name, sane);
    }

    public string NextGroup() => string.Create(CultureInfo.InvariantCulture, $"item{++groups}");

    /// <summary>A property with its label: as types where the types are known, else as a line of its own in the same group.</summary>
    public void Labelled(string name, string[]? types, string parameters, string value, string? label, string path)
    {
        if (types is not null)
        {
            Line($"{name}{Types(types)}{parameters}", value);
            return;
        }

        var group = NextGroup();
        Line($"{group}.{name}{parameters}", value);
        Label(group, label!, path);
    }

    /// <summary>The label of all that is in the group.</summary>
    public void Label(string group, string label, string path)
    {
        if (TypeLabels.IsMistakable(label))
        {
            Lose($"{path}.label");
        }

        Line($"{group}.X-ABLabel", Text(TypeLabels.WriteApple(label), $"{path}.label"));
    }

    /// <summary>Each type by itself, in the case that each version's examples have.</summary>
    public string Types(IEnumerable<string> types) => string.Concat(types.Select(type => $";TYPE={(version == VCardVersion.V3 ? type.ToUpperInvariant() : type)}"));

    /// <summary>What marks the value that is used when nobody chooses.</summary>
    public string Preferred => version == VCardVersion.V3 ? ";TYPE=PREF" : ";PREF=1";

    public string Sane(string text, string path)
    {
        if (IsSane(text))
        {
            return text;
        }

        Lose(path);
        var clean = new StringBuilder(text.Length);
        foreach (var rune in ExactText.WithUsualBreaks(text).EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t' or >= FirstOfC1)
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    public static bool IsSane(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c) ? !IsPair(text, ref i) : char.IsControl(c) && c is not ('\n' or '\t' or >= FirstOfC1)
                && !IsLongBreak(text, i))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPair(string text, ref int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) && ++at > 0;

    private static bool IsLongBreak(string text, int at) => text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n';
}
