using System.Collections.Concurrent;
using PhoneNumbers;
using ServerlessContacts.Contacts;
using LibraryNumber = PhoneNumbers.PhoneNumber;

namespace ServerlessContacts.Tests.Contacts;

/// <summary>
/// Numbers of every region in the writings that libphonenumber knows: what the library takes for valid is the same number here. Where it
/// is kept as written instead, the table says why. No number is ever taken for another.
/// </summary>
public sealed class PhoneLibraryTests
{
    private const int Generated = 200;
    private const int Tries = 20_000;
    private const int Seed = 7;
    private const string ShortReason = "so short that it may be the beginning of another";

    /// <summary>By region and kind.</summary>
    private static readonly Dictionary<(string Region, PhoneNumberType Type), string> Kept = new()
    {
        [("AR", PhoneNumberType.MOBILE)] = "at home mobiles are written with 15 behind the area code, and abroad with 9 before it: other digits",
        [("CA", PhoneNumberType.UAN)] = "reads like a local number whose area code is missing",
        [("DE", PhoneNumberType.PAGER)] = "the library writes it without the 0 with which it is dialled, as a spreadsheet that lost the 0",
        [("DO", PhoneNumberType.TOLL_FREE)] = "no exchange of the North American plan begins with 0 or 1",
        [("IR", PhoneNumberType.UAN)] = ShortReason,
        [("UY", PhoneNumberType.UAN)] = ShortReason,
    };

    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    private static readonly (string Name, Func<LibraryNumber, string> Write)[] AtHome =
    [
        ("national", number => Library.Format(number, PhoneNumberFormat.NATIONAL)),
        ("international", number => Library.Format(number, PhoneNumberFormat.INTERNATIONAL)),
        ("E.164", number => Library.Format(number, PhoneNumberFormat.E164)),
        ("RFC 3966", number => Library.Format(number, PhoneNumberFormat.RFC3966)),
        ("full width", number => FullWidth(Library.Format(number, PhoneNumberFormat.INTERNATIONAL))),
    ];

    [Fact]
    public void Every_region_s_numbers_in_every_writing_are_understood_or_kept_for_a_reason()
    {
        var found = new ConcurrentDictionary<(string Region, PhoneNumberType Type), string>();
        var wrong = new ConcurrentBag<string>();
        Parallel.ForEach(Library.GetSupportedRegions(), region =>
        {
            foreach (var (number, written, parsed) in NumbersOf(region).SelectMany(number => Parsed(region, number)))
            {
                if (!parsed.IsParsed)
                {
                    found.TryAdd((region, Library.GetNumberType(number)), written);
                }
                else if (parsed.Phone.Number != Library.Format(number, PhoneNumberFormat.E164))
                {
                    wrong.Add($"{region}: {written} became {parsed.Phone.Number}");
                }
            }
        });
        Assert.Empty(wrong);
        Assert.DoesNotContain(found, kept => !Kept.ContainsKey(kept.Key));
        Assert.Empty(Kept.Keys.Except(found.Keys));
    }

    [Theory]
    [InlineData("GA", "+241 014 412 34", "+24101441234")]
    [InlineData("FR", "0063-180012345678", "+63180012345678")]
    [InlineData("FR", "00267-0800012345", "+2670800012345")]
    [InlineData("BW", "+2670800012345", "+2670800012345")]
    [InlineData("AE", "800 123456", "+971800123456")]
    [InlineData("VN", "1900 123456", "+841900123456")]
    public void Numbers_outside_the_plan_are_complete_in_themselves(string country, string written, string number) =>
        Assert.Equal(number, new PhoneParser(new PhoneParserOptions { Country = country }).Parse(written).Phone.Number);

    /// <summary>
    /// A series has lengths of its own: what only begins like one is no number of it. Nor is what begins with a prefix for abroad a number
    /// at home.
    /// </summary>
    [Theory]
    [InlineData("AE", "900 23456")]
    [InlineData("BR", "4123-4567")]
    [InlineData("BR", "91234-5678")]
    [InlineData("VN", "1900 123")]
    [InlineData("JP", "010 598 21763")]
    public void What_only_begins_like_one_is_kept_as_written(string country, string written) =>
        Assert.False(new PhoneParser(new PhoneParserOptions { Country = country }).Parse(written).IsParsed);

    /// <summary>An example of each kind, and as many valid numbers whose last digits are drawn.</summary>
    private static List<LibraryNumber> NumbersOf(string region)
    {
        var examples = Enum.GetValues<PhoneNumberType>().Where(type => type != PhoneNumberType.UNKNOWN)
            .Select(type => Library.GetExampleNumberForType(region, type))
            .Where(number => number is not null && Library.IsValidNumberForRegion(number, region)).ToList();
        var (numbers, random) = (examples.ToList(), new Random(Seed));
        for (var tries = 0; numbers.Count < examples.Count + Generated && tries < Tries; tries++)
        {
            if (Like(examples[random.Next(examples.Count)], random) is { } number && Library.IsValidNumberForRegion(number, region))
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }

    private static LibraryNumber? Like(LibraryNumber example, Random random)
    {
        var digits = Library.GetNationalSignificantNumber(example).ToCharArray();
        for (var at = random.Next(1, digits.Length); at < digits.Length; at++)
        {
            digits[at] = (char)('0' + random.Next(10));
        }

        try
        {
            return Library.Parse($"+{example.CountryCode}{new string(digits)}", null);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static IEnumerable<(LibraryNumber Number, string Written, PhoneParseResult Parsed)> Parsed(string region, LibraryNumber number)
    {
        var home = new PhoneParser(new PhoneParserOptions { Country = region });
        foreach (var (name, write) in AtHome)
        {
            yield return (number, $"{name} {write(number)}", home.Parse(write(number)));
        }

        foreach (var other in new[] { "FR", "JP", "US" }.Where(other => other != region))
        {
            var written = Library.FormatOutOfCountryCallingNumber(number, other);
            yield return (number, $"from {other} {written}", new PhoneParser(new PhoneParserOptions { Country = other }).Parse(written));
        }
    }

    private static string FullWidth(string text) => string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c - '!' + '！') : c));
}
