using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd.Api.Fuzzing;

/// <summary>Texts, numbers and documents that a careful service refuses or stores, and that a careless one trips over.</summary>
internal static class HostileText
{
    /// <summary>As they stand in a path or a query: percent signs are kept.</summary>
    public static readonly string[] Encoded =
    [
        "", "x", "0", "-1", "9223372036854775808", "%00", "%0a%0d", "%ED%A0%80", "%FF%FE", "%C3%28", "%F0%9F%98%80", "..%2f..%2f", "%2e%2e", "a%2Fb", "a~b", "s0-", "m-", "d-zzz", "s0-0123456789abcdef0123456789abcdef",
        "manna-0123456789abcdef0123456789abcdef", "%27%20or%201%20eq%201", "%3Cscript%3E", "%E2%80%AEgnp", "%E2%80%A8", "null", "true", "%7B%7D", "%5B%5D", "*", "%22", "1e400", "NaN", "2026-02-30T25:61:61Z",
        "9999-12-31T23:59:59.9999999Z", "0001-01-01", "me", "personal", "shared", "all", "deleted", "frequent", "%E6%BC%A2%E5%AD%97", "%EF%BD%B6%EF%BE%9E", "a%CC%81", new string('k', 300), new string('9', 100),
    ];

    /// <summary>JSON values, written out: some hold what no text can hold.</summary>
    public static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "1.5", "9223372036854775808", "\"\"", "\" \"", "\"x\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\u202egnp\"", "\"\\ud83d\\ude00\"", "\"=cmd|' /C calc'!A0\"",
        "\"a@b\"", "\"@\"", "\"+81 3 1234 5678\"", "\"8.19E+11\"", "\"personal\"", "\"shared\"", "\"2026-01-01T00:00:00Z\"", "\"0000-00-00\"", "[]", "{}", "[null]", "[[]]", "[{}]", "[\"x\"]", "{\"x\":{}}",
        "[{\"address\":null}]", "[{\"number\":1}]", "[{\"number\":\"\\udfff\"}]", "{\"full\":\"A\"}", "{\"full\":[]}", "[{\"address\":\"a@example.com\",\"label\":\"\\ud800\"}]",
    ];

    /// <summary>Whole bodies that are no document of any operation.</summary>
    public static readonly byte[][] Bodies =
    [
        [], "{"u8.ToArray(), "[]"u8.ToArray(), "null"u8.ToArray(), "\"x\""u8.ToArray(), "{\"a\":1,\"a\":2}"u8.ToArray(), [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'], [0xFF, 0xFE, 0x00], [.. "{\"name\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8],
        [.. "{\""u8, 0xC3, .. "\":1}"u8], "{\"\\ud800\":1}"u8.ToArray(), [.. Enumerable.Repeat((byte)'[', 2000)], [.. Enumerable.Repeat((byte)'{', 2000)], "BEGIN:VCARD\r\nEND:VCARD"u8.ToArray(), "name\n\""u8.ToArray(), new byte[100],
    ];

    /// <summary>Member names that documents of the contract have.</summary>
    public static readonly string[] Names =
    [
        "name", "emails", "phones", "addresses", "ims", "urls", "labels", "groups", "scope", "internal", "visibility", "birthday", "notes", "custom", "organization", "items", "operation", "id", "etag", "contact", "contacts", "number", "kind",
        "at", "member", "externalId", "provider", "account", "code", "state", "scopes", "expires", "columns", "decision", "settings", "direction", "groups", "brake", "deletePolicy", "fileName", "country", "rules", "nickname", "value", "dryRun",
    ];

    public static string Object(Random random)
    {
        var members = Enumerable.Range(0, random.Next(4)).Select(_ => JsonValue.Create(Pick(random, Names))!.ToJsonString()).Distinct(StringComparer.Ordinal);
        return $"{{{string.Join(',', members.Select(name => $"{name}:{Value(random, 2)}"))}}}";
    }

    public static T Pick<T>(Random random, T[] all) => all[random.Next(all.Length)];

    private static string Value(Random random, int depth) => random.Next(6) switch
    {
        0 when depth > 0 => Object(random),
        1 when depth > 0 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1)))}]",
        _ => Pick(random, Values),
    };
}
