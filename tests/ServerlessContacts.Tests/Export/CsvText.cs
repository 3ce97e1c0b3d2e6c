using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace ServerlessContacts.Tests.Export;

/// <summary>Cuts a CSV into cells and takes nothing off them, as an independent reader does.</summary>
public static class CsvText
{
    public static List<List<string>> Rows(string text)
    {
        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ",", IgnoreBlankLines = false });
        var rows = new List<List<string>>();
        while (parser.Read())
        {
            rows.Add([.. parser.Record!]);
        }

        return rows;
    }
}
