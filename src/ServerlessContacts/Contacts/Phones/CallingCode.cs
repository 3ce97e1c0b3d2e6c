using System.Globalization;

namespace ServerlessContacts.Contacts;

/// <summary>
/// The numbering plan behind one calling code: enough of it to tell a complete number from a fragment, not to validate subscribers.
/// </summary>
public sealed class CallingCode
{
    /// <summary>ITU-T E.164 §6: calling code and national number together.</summary>
    public const int MaxDigits = 15;

    private const string AnyButZero = "*";
    private const int SeriesColumn = 6;
    private readonly string[] trunkPrefixes;
    private readonly string[] internationalPrefixes;
    private readonly string[] completeStarts;
    private readonly uint lengths;
    private readonly (string Start, uint Lengths)[] series;

    private CallingCode(string[] columns)
    {
        Digits = columns[0];
        Regions = List(columns[1]);
        trunkPrefixes = List(columns[2]);
        internationalPrefixes = List(columns[3]);
        lengths = List(columns[4]).Aggregate(0u, (mask, range) => mask | Lengths(range));
        series = columns.Length > SeriesColumn ? [.. List(columns[SeriesColumn]).Select(Series)] : [];
        completeStarts = List(columns[5]);
        MayStartWithZero = completeStarts.Any(start => start[0] == '0');
    }

    /// <summary>The code without plus, such as <c>33</c>.</summary>
    public string Digits { get; }

    /// <summary>ISO 3166-1 alpha-2, the main region first; <c>001</c> for codes of no region.</summary>
    public IReadOnlyList<string> Regions { get; }

    /// <summary>What people dial before a national number at home, the usual one first; empty where nothing is.</summary>
    public ReadOnlySpan<string> TrunkPrefixes => trunkPrefixes;

    public ReadOnlySpan<string> InternationalPrefixes => internationalPrefixes;

    /// <summary>Whether a zero after the calling code is part of the number (as in Italy) and no misplaced trunk prefix.</summary>
    public bool MayStartWithZero { get; }

    /// <summary>The North American plan, the only one in which numbers are spelt with letters.</summary>
    public bool IsNorthAmerica => Digits == "1";

    /// <summary>Whether the digits after the calling code can be a whole number of this plan.</summary>
    public bool Fits(ReadOnlySpan<char> national) =>
        national.Length + Digits.Length <= MaxDigits && (IsInPlan(national) || IsInSeries(national));

    /// <summary>Whether a number without trunk prefix is complete nevertheless; where it is not, a leading zero may have been lost.</summary>
    public bool IsCompleteWithoutTrunk(ReadOnlySpan<char> national)
    {
        if (!Fits(national))
            return false;
        if (IsInSeries(national))
            return true;
        foreach (var start in completeStarts)
        {
            if (start == AnyButZero ? national[0] != '0' : national.StartsWith(start, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    internal static CallingCode FromRow(string row) => new(row.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private bool IsInPlan(ReadOnlySpan<char> national) =>
        (lengths >> national.Length & 1) == 1
        && (national[0] != '0' || MayStartWithZero)
        && (!IsNorthAmerica || StartsLikeNorthAmerica(national));

    private bool IsInSeries(ReadOnlySpan<char> national)
    {
        foreach (var (start, allowed) in series)
        {
            if ((allowed >> national.Length & 1) == 1 && national.StartsWith(start, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static (string Start, uint Lengths) Series(string text) => text.Split(':') is [var start, var range]
        ? (start, Lengths(range))
        : throw new FormatException($"A series is a beginning and lengths, such as 800:9-10, not {text}.");

    // NPA-NXX: neither the area code nor the exchange begins with 0 or 1, which is how 1 and 011 stay prefixes.
    private static bool StartsLikeNorthAmerica(ReadOnlySpan<char> national) => national[0] >= '2' && national[3] >= '2';

    private static string[] List(string column) => column == "-" ? [] : column.Split(',');

    private static uint Lengths(string range)
    {
        var ends = range.Split('-');
        var first = int.Parse(ends[0], CultureInfo.InvariantCulture);
        var last = int.Parse(ends[^1], CultureInfo.InvariantCulture);
        return (uint)((1 << last + 1) - (1 << first));
    }
}
