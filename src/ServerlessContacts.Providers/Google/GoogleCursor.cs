using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>Where a listing goes on: a page token is only good together with the sync token of the listing's first call.</summary>
internal readonly record struct GoogleCursor(string? SyncToken, string? PageToken)
{
    public static GoogleCursor Read(string? cursor)
    {
        if (cursor is null)
        {
            return default;
        }

        var cut = cursor.IndexOf('&', StringComparison.Ordinal);
        return cut < 0
            ? throw new ProviderException(ProviderFault.CursorExpired, "The cursor is not one of Google's.")
            : new GoogleCursor(Part(cursor[..cut]), Part(cursor[(cut + 1)..]));
    }

    public override string ToString() => $"{Uri.EscapeDataString(SyncToken ?? "")}&{Uri.EscapeDataString(PageToken ?? "")}";

    private static string? Part(string text) => text.Length == 0 ? null : Uri.UnescapeDataString(text);
}
