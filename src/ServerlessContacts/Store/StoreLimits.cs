using System.Text;

namespace ServerlessContacts.Store;

/// <summary>What Table Storage allows, and what we allow ourselves within it.</summary>
public static class StoreLimits
{
    // Source of the four: "Scalability and performance targets for Table storage" and "Performing entity group transactions".
    public const int EntitiesPerTransaction = 100;
    public const int BytesPerTransaction = 4 * 1024 * 1024;
    public const int BytesPerEntity = 1024 * 1024;
    public const int BytesPerProperty = 64 * 1024;

    /// <summary>A key's 1 KiB of UTF-16.</summary>
    public const int CharactersPerKey = 512;

    /// <summary>
    /// The largest document (a contact with its origins, as JSON). An entity group transaction holds it three times at most, in its row
    /// and before and after in the change row, and its change row must fit into one entity even when nothing in it compresses.
    /// </summary>
    public const int BytesPerDocument = 256 * 1024;

    /// <summary>Before and after of one transaction, uncompressed; leaves room in the change row for names, times and the receipt's note.</summary>
    public const int BytesPerChange = 900 * 1024;

    /// <summary>What a transaction may weigh on the wire: the limit less a margin for headers of the multipart form.</summary>
    public const int WireBytesPerTransaction = BytesPerTransaction - (256 * 1024);

    /// <summary>Upper bound of what one entity costs on the wire beside its data: headers, keys, property names and types.</summary>
    public const int WireBytesPerEntity = 1600;

    /// <summary>Rows of a transaction that are not edits: the head, the change row and the receipt.</summary>
    public const int RowsOfTheLog = 3;

    public const int EditsPerTransaction = EntitiesPerTransaction - RowsOfTheLog;

    /// <summary>
    /// Refuses a key that storage or its client cannot take. A key is ASCII: the answer to a transaction repeats keys with three characters for each byte, and the client reads no line
    /// of it beyond 4,096 characters (Azure.Data.Tables 12.13.0).
    /// </summary>
    /// <exception cref="ArgumentException">The key is too long or not ASCII: whoever made it did not encode or hash an id from outside.</exception>
    public static string RequireKey(string key) => key.Length <= CharactersPerKey && Ascii.IsValid(key)
        ? key
        : throw new ArgumentException($"A key of {key.Length} characters is too long, or is not ASCII.", nameof(key));
}
