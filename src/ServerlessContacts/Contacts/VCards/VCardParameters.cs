using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// The parameters of a property in their order, a list as one entry for each of its values. Names are upper case; values are as their writer meant them. What a
/// value in quotes cannot hold is written as RFC 6868 has it.
/// </summary>
internal sealed class VCardParameters
{
    private static readonly char[] NeedQuotes = [':', ';', ',', ' ', '^', '"', '='];

    private readonly List<(string Name, string Value)> all = [];

    public int Count => all.Count;

    public IEnumerable<(string Name, string Value)> All => all;

    public void Add(string name, string value) => all.Add((name, value));

    public string? First(string name)
    {
        var at = all.FindIndex(parameter => parameter.Name == name);
        return at < 0 ? null : all[at].Value;
    }

    public IEnumerable<string> Values(string name) => all.Where(parameter => parameter.Name == name).Select(parameter => parameter.Value);

    public bool Has(string name, string value) => Values(name).Contains(value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The parameters as they stand in a line: each with its semicolon.</summary>
    public override string ToString() => string.Concat(all.Select(parameter => Write(parameter.Name, parameter.Value)));

    public static string Write(string name, string value)
    {
        var text = Encode(value);
        return value.AsSpan().IndexOfAny(NeedQuotes) >= 0 || value.AsSpan().Trim().Length != value.Length || text.Length != value.Length
            || value.Length == 0 ? $";{name}=\"{text}\"" : $";{name}={text}";
    }

    /// <summary>A value that stood in quotes or not.</summary>
    public static string Decode(string written)
    {
        var value = written is ['"', .., '"'] ? written[1..^1] : written;
        if (!value.Contains('^', StringComparison.Ordinal))
        {
            return value;
        }

        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var meant = value[i] == '^' && i + 1 < value.Length ? value[i + 1] switch { 'n' => '\n', '\'' => '"', '^' => '^', _ => '\0' } : '\0';
            text.Append(meant == '\0' ? value[i] : meant);
            i += meant == '\0' ? 0 : 1;
        }

        return text.ToString();
    }

    private static string Encode(string value) => value
        .Replace("^", "^^", StringComparison.Ordinal)
        .Replace("\n", "^n", StringComparison.Ordinal)
        .Replace("\"", "^'", StringComparison.Ordinal);
}
