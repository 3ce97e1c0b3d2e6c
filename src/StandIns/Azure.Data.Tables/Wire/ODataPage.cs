using System.Text.Json;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The envelope around the rows of an answer.</summary>
internal static class ODataPage
{
    /// <summary>Moves to the start of the array called "value".</summary>
    public static bool MoveToValues(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (found)
                return true;
            reader.Skip();
        }

        return false;
    }

    public static List<TableItem> ReadTables(BinaryData json)
    {
        using var document = JsonDocument.Parse(json);
        var tables = document.RootElement.GetProperty("value").EnumerateArray();
        return [.. tables.Select(table => new TableItem(table.GetProperty("TableName").GetString()!))];
    }
}
