using System.Globalization;
using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>A property whose value is text: decoded, its escapes as they are; base64 stays base64, without blanks.</summary>
/// <param name="Label">What <c>X-ABLabel</c> of its group says.</param>
internal sealed record Property(ContentLine Source, string Raw, string? Label)
{
    public string Name => Source.Name;

    public VCardParameters Parameters => Source.Parameters;

    public string Text => TextOf(Raw);

    public bool IsBase64 => Source.IsBase64;

    /// <summary>From 1, the most preferred, to 100 (RFC 6350 §5.3); null where nothing is said.</summary>
    public int? Preference => Parameters.First("PREF") is { } said && int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place
        : Types.Contains("pref", StringComparer.OrdinalIgnoreCase) || Parameters.First("PREF") is not null ? 1
        : null;

    /// <summary>The label that its group or its types give it.</summary>
    public string? LabelOrType => Label is { Length: > 0 } ? TypeLabels.ReadApple(Label) : TypeLabels.Read([.. Types]);

    /// <summary>A list of types in quotes is a list all the same; Android writes a label of its own as <c>X-CUSTOM(CHARSET=…,ENCODING=…,label)</c>.</summary>
    public IEnumerable<string> Types => Parameters.Values("TYPE")
        .SelectMany(value => CustomType.Read(value) is { } own ? [own] : value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What a part of the value means that holds all of its text.</summary>
    public string TextOf(string raw) => ExactText.Read(VCardText.Unescape(raw), Parameters.First(OwnNames.Exact));

    /// <summary>Null where the value's bytes are no characters.</summary>
    public static Property? Decode(ContentLine line, CardEncodings encodings, string? label)
    {
        if (line.IsBase64)
        {
            return new Property(line, Base64Text.Compact(Encoding.ASCII.GetString(line.Value.Span)), label);
        }

        var bytes = line.IsQuotedPrintable ? QuotedPrintable.Decode(line.Value.Span) : line.Value.Span;
        var unsaid = line.IsQuotedPrintable ? encodings.OfQuoted(bytes) : encodings.File;
        return TextOf(bytes, Charsets.Find(line.Parameters.First("CHARSET")), unsaid) is { } text
            ? new Property(line, line.IsQuotedPrintable ? text.ReplaceLineEndings("\n") : text, label)
            : null;
    }

    /// <summary>Some say an encoding that they do not use.</summary>
    private static string? TextOf(ReadOnlySpan<byte> bytes, Encoding? said, Encoding unsaid)
    {
        var text = (said ?? unsaid).GetString(bytes);
        if (text.Contains(Charsets.Broken, StringComparison.Ordinal) && said is not null)
        {
            text = unsaid.GetString(bytes);
        }

        return text.Contains(Charsets.Broken, StringComparison.Ordinal) ? null : text;
    }
}

/// <summary>Labels that Android puts into a type.</summary>
internal static class CustomType
{
    private const string Start = "X-CUSTOM(";

    public static string? Read(string type)
    {
        if (!type.StartsWith(Start, StringComparison.OrdinalIgnoreCase) || !type.EndsWith(')'))
        {
            return null;
        }

        var parts = type[Start.Length..^1].Split(',', 3);
        if (parts.Length < 3)
        {
            return parts[^1];
        }

        var bytes = Encoding.Latin1.GetBytes(parts[2]);
        return (Charsets.Find(parts[0].Split('=')[^1]) ?? Encoding.UTF8).GetString(QuotedPrintable.Decode(bytes));
    }
}
