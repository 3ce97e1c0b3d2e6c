using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Registering;

namespace ServerlessContacts.Tests.Import;

/// <summary>
/// Files as each producer writes them, in each encoding, and beside each what it was recognised as, the contacts that it makes in a tenant in Japan, and the rows that are
/// rejected. Written for these tests after the producers' documented headers and habits.
/// </summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Import", "Corpus");

    public static TheoryData<string> Files => [.. System.IO.Directory.EnumerateFiles(Folder, "*.csv")
        .Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_corpus_is_there() => Assert.InRange(System.IO.Directory.GetFiles(Folder, "*.csv").Length, 30, 1000);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_makes_exactly_the_contacts_beside_it(string name)
    {
        var expected = Expected(name);
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync(await File.ReadAllBytesAsync(Path.Combine(Folder, name + ".csv")));
        Assert.Equal(
            (ImportStatus.Done, expected["layout"]!.GetValue<string>(), expected["encoding"]!.GetValue<string>(), expected["delimiter"]!.GetValue<string>()),
            (import.Status, import.Layout, import.Encoding, import.Delimiter));
        Assert.Equal(expected["contacts"]!.AsArray().Select(Text), (await ContactsAsync(rig, import)).Select(Text));
        Assert.Equal(
            expected["rejected"]!.AsArray().Select(row => (row!["line"]!.GetValue<int>().ToString(CultureInfo.InvariantCulture), row["column"]!.GetValue<string>(), row["code"]!.GetValue<string>())),
            await RejectedAsync(rig, import));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_second_import_of_the_same_file_changes_nothing(string name)
    {
        var rig = await ImportRig.StartAsync();
        var content = await File.ReadAllBytesAsync(Path.Combine(Folder, name + ".csv"));
        var first = await rig.ImportAsync(content);
        var second = await rig.ImportAsync(content);
        Assert.Equal((first.Rows.Total, 0, 0, first.Rows.Created, first.Rows.Rejected), (second.Rows.Total, second.Rows.Created, second.Rows.Updated, second.Rows.Unchanged, second.Rows.Rejected));
    }

    private static JsonObject Expected(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!.AsObject();

    /// <summary>In the order of the file.</summary>
    private static async Task<IEnumerable<JsonNode?>> ContactsAsync(ImportRig rig, ImportRecord import) =>
        (await rig.ContactsAsync()).OrderBy(contact => ImportId.LineOf(import.Id, contact.Id.Unique))
            .Select(contact => JsonSerializer.SerializeToNode(contact.Record.Contact, ContactJson.Contact));

    private static async Task<IEnumerable<(string Line, string Column, string Code)>> RejectedAsync(ImportRig rig, ImportRecord import)
    {
        var stored = await rig.Imports.FindAsync(ImportRig.Demo, import.Id, default);
        if (await rig.Imports.OpenRejectedAsync(stored!, default) is not { } report)
        {
            return [];
        }

        using var text = new StreamReader(report, System.Text.Encoding.GetEncoding(import.Encoding!));
        var lines = (await text.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1);
        return lines.Select(line => line.Split(',', ';', '\t')).Select(cells => (cells[0], cells[1], cells[2]));
    }

    /// <summary>Members in one order, so that texts can be compared.</summary>
    private static string Text(JsonNode? node) => node switch
    {
        JsonObject value => $"{{{string.Join(", ", value.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}: {Text(member.Value)}"))}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(Text))}]",
        _ => node?.ToString() ?? "null",
    };
}
