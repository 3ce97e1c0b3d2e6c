using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Cli;

/// <summary>What the service says of a row that it rejected.</summary>
internal sealed record RejectedRow(string Line, string Column, string Code, string Reason)
{
    /// <summary>The first rows of the service's list, which has the separator and may have the encoding of the file.</summary>
    public static async Task<IReadOnlyList<RejectedRow>> ReadAsync(Stream csv, JsonObject import, int most)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding.RegisterProvider(OwnPages.Instance);
        using var text = new StreamReader(csv, Encoding.GetEncoding((string?)import["encoding"] ?? "utf-8"), detectEncodingFromByteOrderMarks: true);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = Delimiter(import), BadDataFound = null };
        using var parser = new CsvParser(text, configuration);
        var rows = new List<RejectedRow>();
        _ = await parser.ReadAsync();
        while (rows.Count < most && await parser.ReadAsync())
        {
            if (parser.Record is [var line, var column, var code, var reason, ..])
            {
                rows.Add(new RejectedRow(line, column, code, reason));
            }
        }

        return rows;
    }

    private static string Delimiter(JsonObject import) => (string?)import["delimiter"] switch
    {
        "semicolon" => ";",
        "tab" => "\t",
        null or "comma" => ",",
        var other => other,
    };
}
