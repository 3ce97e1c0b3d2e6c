namespace ServerlessContacts.EndToEnd.Api;

/// <summary>By operation: how it succeeds, and how it fails in its own way.</summary>
internal static partial class Exchanges
{
    private const string NewKey = """{ "name": "Telephones", "scopes": ["lookup"], "expires": "2127-01-31T00:00:00Z" }""";

    private const string Erasure = """{ "contacts": ["s0-nobody", "mnobody-nobody"], "dryRun": true }""";

    private const string Call = """{ "kind": "call", "number": "0312345678", "externalId": "c-1", "at": "2026-03-01T08:00:00Z" }""";

    /// <summary>One good row and one whose number is lost.</summary>
    private static readonly ApiBody Cards = new("BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Never ends\r\n"u8.ToArray());

    private static readonly ApiBody Rows = new("First Name,Last Name,Email,Phone\nAda,Lovelace,ada@example.com,03-1234-5678\nBob,Builder,,8.19E+11\n"u8.ToArray());

    private static readonly ApiBody Mapping = Scene.Json("""{ "columns": [{ "header": "Wer", "field": "name.full" }, { "header": "Tel", "field": "phones.number", "label": "work" }] }""");

    public static IReadOnlyDictionary<string, IReadOnlyList<Exchange>> ByOperation { get; } =
        new[] { Contacts, Imports, Connections, Service }.SelectMany(part => part).ToDictionary(StringComparer.Ordinal);

    private static ApiCall Known(string tag) => new() { Headers = [("If-None-Match", tag)] };
}
