using System.Collections.Frozen;
using System.Globalization;

namespace ServerlessContacts.Contacts;

/// <summary>Finds the numbering plan of a country or of an international number, in constant time and without allocation.</summary>
public static class CallingCodes
{
    private const int LongestCode = 3;

    private static readonly CallingCode[] Codes = ReadTable();
    private static readonly CallingCode?[] ByDigits = IndexByDigits();
    private static readonly FrozenDictionary<string, CallingCode> ByRegion = IndexByRegion();

    public static IReadOnlyList<CallingCode> All => Codes;

    /// <summary>The plan of an ISO 3166-1 alpha-2 country in either case, or null where the country has no calling code of its own.</summary>
    public static CallingCode? ForCountry(string country) => ByRegion.GetValueOrDefault(country);

    /// <summary>The plan that international digits (no plus) begin with, or null. No code is the beginning of another, so the answer is certain.</summary>
    public static CallingCode? ForDigits(ReadOnlySpan<char> digits)
    {
        var value = 0;
        for (var length = 1; length <= LongestCode && length <= digits.Length; length++)
        {
            value = value * 10 + (digits[length - 1] - '0');
            // A leading zero would make 033 look like 33; no calling code begins with 0.
            if (value == 0)
                return null;
            if (ByDigits[value] is { } code)
                return code;
        }
        return null;
    }

    private static CallingCode[] ReadTable() =>
        [.. CallingCodeTable.Rows.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(CallingCode.FromRow)];

    private static CallingCode?[] IndexByDigits()
    {
        var index = new CallingCode?[1000];
        foreach (var code in Codes)
            index[int.Parse(code.Digits, CultureInfo.InvariantCulture)] = code;
        return index;
    }

    private static FrozenDictionary<string, CallingCode> IndexByRegion() => Codes
        .SelectMany(code => code.Regions.Where(region => region != "001"), (code, region) => (region, code))
        .ToFrozenDictionary(pair => pair.region, pair => pair.code, StringComparer.OrdinalIgnoreCase);
}
