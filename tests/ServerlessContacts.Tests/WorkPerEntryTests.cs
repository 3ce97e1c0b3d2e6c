using System.Text;
using System.Text.Json;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Tests.Contacts.VCards;

namespace ServerlessContacts.Tests;

/// <summary>
/// A list of eight times the entries is as much work as eight lists, however it comes; with work that grows with the square it would be
/// eight times as much. Both make as much garbage, so that collecting it weighs on both.
/// </summary>
public sealed class WorkPerEntryTests
{
    private const int Few = 1_200;
    private const int Times = 8;
    private const int Many = Times * Few;
    private const double Most = 4;

    /// <summary>A measurement may be disturbed; no chance makes work that grows with the square look like less.</summary>
    private const int Attempts = 6;

    private static readonly PhoneParser Phones = new(new PhoneParserOptions { Country = "JP" });
    private static readonly ContactRules Rules = new(Phones);

    /// <summary>For each list, one entry as JSON; {0} is its number.</summary>
    public static TheoryData<string, string> JsonEntries { get; } = new()
    {
        { "phones", """{"number":"+8190123{0}"}""" },
        { "emails", """{"address":"a{0}@example.com"}""" },
        { "addresses", """{"street":"Street {0}"}""" },
        { "ims", """{"address":"im{0}"}""" },
        { "urls", """{"url":"https://{0}.example"}""" },
        { "groups", "\"group {0}\"" },
        { "labels", "\"label {0}\"" },
    };

    /// <summary>A heading and how a cell under it holds several values.</summary>
    public static TheoryData<string, string, string> Cells { get; } = new()
    {
        { "phone", "+8190123{0}", ";" },
        { "email", "a{0}@example.com", ";" },
        { "website", "https://{0}.example", ";" },
        { "groups", "group {0}", ";" },
        { "address", "Street {0}", "|" },
        { "Phone 1 - Value", "+8190123{0}", " ::: " },
        { "E-mail 1 - Value", "a{0}@example.com", " ::: " },
        { "Website 1 - Value", "https://{0}.example", " ::: " },
        { "Labels", "label {0}", " ::: " },
        { "Custom Field 1 - Value", "value {0}", " ::: " },
        { "Kategorien", "label {0}", ";" },
        { "Categories", "label {0}", ";" },
    };

    /// <summary>A line of a card for each entry.</summary>
    public static TheoryData<string> CardLines { get; } = new(
        "TEL:+8190123{0}",
        "EMAIL:a{0}@example.com",
        "ADR;TYPE=HOME:;;Street {0}",
        "ADR;TYPE=HOME:;;Street {0}\r\nLABEL;TYPE=HOME:Street {0}",
        "IMPP:xmpp:a{0}@example.com",
        "URL:https://{0}.example",
        "CATEGORIES:label {0}",
        "item{0}.X-ABLabel:{0}\r\nitem{0}.TEL:+8190123{0}",
        "X-SPOUSE:Person {0}",
        "X-OTHER-{0}:value",
        "RELATED;VALUE=text:Person {0}",
        "NICKNAME:Nick {0}");

    [Theory]
    [MemberData(nameof(JsonEntries))]
    public void Of_a_request(string list, string entry) =>
        AssertLinear(count => $$"""{"name":{"full":"Ada"},"{{list}}":[{{Repeat(entry, ",", count)}}]}""", body => Rules.Check(JsonSerializer.Deserialize(body, ContactJson.Contact)!));

    [Theory]
    [MemberData(nameof(Cells))]
    public void Of_a_cell(string heading, string value, string separator) =>
        AssertLinear(count => $"{Heading(heading)}\r\nAda,\"{Repeat(value, separator, count)}\"\r\n", file => Assert.Equal(1, Draft(file)));

    [Theory]
    [MemberData(nameof(CardLines))]
    public void Of_a_card(string line) => AssertLinear(
        count => $"BEGIN:VCARD\r\nFN:Ada\r\n{Repeat(line, "\r\n", count)}\r\nEND:VCARD\r\n",
        card => Assert.Single(CardSample.ReadCardsAsync(new MemoryStream(card), Encoding.UTF8).GetAwaiter().GetResult()));

    private static void AssertLinear(Func<int, string> text, Action<byte[]> read)
    {
        var (few, many) = (Encoding.UTF8.GetBytes(text(Few)), Encoding.UTF8.GetBytes(text(Many)));
        var ratios = Enumerable.Range(0, Attempts).Select(_ => ThreadClock.Least(() => read(many)) / ThreadClock.Least(() => ReadEach(few)));
        Assert.Contains(ratios, ratio => ratio < Most);

        void ReadEach(byte[] list)
        {
            for (var time = 0; time < Times; time++)
            {
                read(list);
            }
        }
    }

    private static string Repeat(string entry, string separator, int count) =>
        string.Join(separator, Enumerable.Range(0, count).Select(number => entry.Replace("{0}", $"{number:D5}", StringComparison.Ordinal)));

    private static string Heading(string heading) => heading switch
    {
        _ when heading.Contains(" - ", StringComparison.Ordinal) || heading == "Labels" => $"First Name,{heading}",
        "Kategorien" => $"Vorname,{heading}",
        "Categories" => $"First Name,{heading}",
        _ => $"name,{heading}",
    };

    /// <summary>Recognises the file and drafts its rows on this thread.</summary>
    private static int Draft(byte[] content)
    {
        var survey = FileSurvey.TakeAsync(new MemoryStream(content), null, default).GetAwaiter().GetResult();
        var found = Recogniser.RunAsync(survey, new ImportOptions(), null).GetAwaiter().GetResult().Found!;
        var mapper = new RowMapper(found.Layout, Phones);
        var rows = new RowReader(new StringReader(Encoding.UTF8.GetString(content)), found.Delimiter);
        _ = HeaderRow.FindAsync(rows, default).GetAwaiter().GetResult();
        var drafts = 0;
        while (rows.ReadAsync(default).GetAwaiter().GetResult() is { } row)
        {
            Assert.Null(row.Problem);
            _ = Rules.Check(mapper.Map(row).Contact);
            drafts++;
        }

        return drafts;
    }
}
