using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Tests.Contacts.VCards;

/// <summary>
/// Cards as producers write them, with what each is read as: <c>Cards/*.txt</c>, blocks of a title, cards, and a line <c>==&gt;</c> for each card. In a title
/// <c>[shift_jis]</c>, <c>[cr]</c> and the like say how the text becomes bytes; <c>{C3}</c> in a card is that byte.
/// </summary>
public sealed partial record CardSample(string File, string Title, string Text, IReadOnlyList<string> Expected)
{
    private const string Answer = "==> ";

    private static readonly ContactRules Rules = new(new PhoneParser(new PhoneParserOptions { Country = "JP" }));

    public static IEnumerable<CardSample> All =>
        System.IO.Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(Of);

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Contacts", "VCards", "Cards");

    public byte[] Bytes()
    {
        return Bytes(HasOption("cr") ? "\r" : HasOption("lf") ? "\n" : "\r\n");
    }

    /// <summary>The card with each of its lines ended so.</summary>
    public byte[] Bytes(string end)
    {
        var text = Text.Replace("\n", end, StringComparison.Ordinal);
        var bytes = new List<byte>(HasOption("bom") || HasOption("utf-16") ? Encoding.GetPreamble() : []);
        foreach (var part in Escaped().Split(text.TrimEnd('\r', '\n')))
        {
            bytes.AddRange(part == "{BOM}" ? Encoding.GetPreamble() : Escaped().IsMatch(part) ? [byte.Parse(part.AsSpan(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)] : Encoding.GetBytes(part));
        }

        return [.. bytes];
    }

    public Encoding Encoding => Named(HasOption("shift_jis") ? "shift_jis" : HasOption("windows-1252") ? "windows-1252" : HasOption("utf-16") ? "utf-16" : "utf-8");

    public Task<List<string>> ReadAsync() => ReadAsync(Bytes());

    public async Task<List<string>> ReadAsync(byte[] bytes) => (await ReadCardsAsync(new MemoryStream(bytes), Encoding))
        .ConvertAll(Describe);

    public static async Task<List<VCard>> ReadCardsAsync(Stream stream, Encoding encoding)
    {
        var reader = new VCardReader(stream, encoding);
        var cards = new List<VCard>();
        while (await reader.ReadAsync(default) is { } card)
        {
            cards.Add(card);
        }

        return cards;
    }

    /// <summary>The contact as it would be stored, with the picture's type and size; or why there is none.</summary>
    public static string Describe(VCard card)
    {
        if (card.Problem is { } problem)
        {
            return $"!{problem.Code} {problem.Line} {problem.Property}".TrimEnd();
        }

        var check = Rules.Check(card.Contact);
        if (!check.IsValid)
        {
            var first = check.Problems[0];
            return $"!{first.Code} {card.PlaceOf(first.Field)?.Line ?? card.Line} {card.PlaceOf(first.Field)?.Property}".TrimEnd();
        }

        var photo = card.Photo is { } picture ? $"{picture.ContentType} {picture.Bytes.Length}" : null;
        return System.Text.Json.JsonSerializer.Serialize(check.Contact with { Photo = photo }, ContactJson.Contact);
    }

    /// <summary>Writes what was read into the file, for somebody to look through.</summary>
    public static async Task RewriteAsync(string path)
    {
        var text = new StringBuilder();
        foreach (var sample in Of(path))
        {
            text.Append(CultureInfo.InvariantCulture, $"### {sample.Title}\n{sample.Text}");
            (await sample.ReadAsync()).ForEach(line => text.Append(CultureInfo.InvariantCulture, $"{Answer}{line}\n"));
        }

        await System.IO.File.WriteAllTextAsync(path, text.ToString());
    }

    private static IEnumerable<CardSample> Of(string path)
    {
        foreach (var block in System.IO.File.ReadAllText(path).Split("### ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split('\n');
            var text = string.Concat(lines.Skip(1).SkipLast(1).Where(line => !line.StartsWith(Answer, StringComparison.Ordinal)).Select(line => line + "\n"));
            yield return new CardSample(Path.GetFileName(path), lines[0], text, [.. lines.Where(line => line.StartsWith(Answer, StringComparison.Ordinal)).Select(line => line[Answer.Length..])]);
        }
    }

    private static Encoding Named(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(name);
    }

    private bool HasOption(string option) => Title.Contains($"[{option}]", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<token>\{[0-9A-F]{2}\}|\{BOM\})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escaped();
}
