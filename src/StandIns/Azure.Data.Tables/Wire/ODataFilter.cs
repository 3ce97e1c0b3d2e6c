using System.Globalization;
using System.Xml;

namespace Azure.Data.Tables;

/// <summary>Makes the values in an interpolated filter OData literals.</summary>
internal static class ODataFilter
{
    public static string? Create(FormattableString? filter)
    {
        if (filter is null)
            return null;
        var literals = new object[filter.ArgumentCount];
        for (var index = 0; index < literals.Length; index++)
            literals[index] = Literal(index, filter.GetArgument(index));
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    private static string Literal(int index, object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"'{Escape(text)}'",
        char letter => $"'{Escape(letter.ToString())}'",
        int or double => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        long number => string.Create(CultureInfo.InvariantCulture, $"{number}L"),
        Guid id => $"guid'{id:D}'",
        DateTimeOffset time => $"datetime'{Instant(time.UtcDateTime)}'",
        DateTime time => $"datetime'{Instant(time.ToUniversalTime())}'",
        _ => throw new ArgumentException(
            $"Unable to convert argument {index} from type {value.GetType()} to an OData literal.", nameof(value)),
    };

    private static string Instant(DateTime time) => XmlConvert.ToString(time, XmlDateTimeSerializationMode.RoundtripKind);

    private static string Escape(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
