namespace ServerlessContacts.Import;

/// <summary>The modes as callers and metadata name them.</summary>
public static class ModeWords
{
    /// <summary>The mode of the word, <see cref="ImportMode.Upsert"/> where nothing is said, or null where the word is none of them.</summary>
    public static ImportMode? Parse(string? word) => word?.ToUpperInvariant() switch
    {
        null or "UPSERT" => ImportMode.Upsert,
        "ADD-ONLY" or "ADDONLY" => ImportMode.AddOnly,
        "REPLACE" => ImportMode.Replace,
        _ => null,
    };
}
