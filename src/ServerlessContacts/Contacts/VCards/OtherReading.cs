namespace ServerlessContacts.Contacts.VCards;

/// <summary>Reads the rest: the version, the birthday, notes and the picture.</summary>
internal static class OtherReading
{
    public static IEnumerable<(string Name, Func<CardDraft, Property, bool> Read)> Readers { get; } =
        [("VERSION", static (_, _) => true), ("BDAY", Birthday), ("NOTE", Notes), ("PHOTO", Photo)];

    /// <summary>What is no whole date is kept as it is, and told unless the card says that it is a text.</summary>
    private static bool Birthday(CardDraft draft, Property property)
    {
        if (string.IsNullOrWhiteSpace(property.Raw) || property.Parameters.Has("VALUE", "text"))
        {
            return string.IsNullOrWhiteSpace(property.Raw);
        }

        if (CardDate.Read(property.Text, property.Parameters.First(CardDate.OmitYear) ?? "") is not { } date)
        {
            draft.Warn(VCardProblems.InvalidDate, property);
            return false;
        }

        return draft.Set("birthday", draft.Rest.Birthday, property, () => draft.Rest = draft.Rest with { Birthday = date });
    }

    private static bool Notes(CardDraft draft, Property property)
    {
        var text = NoteText(property);
        if (!string.IsNullOrWhiteSpace(text) && !draft.Set("notes", draft.Rest.Notes, property, () => draft.Rest = draft.Rest with { Notes = text }))
        {
            draft.Rest = draft.Rest with { Notes = $"{draft.Rest.Notes}\n{text}" };
        }

        return true;
    }

    /// <summary>Some write a long text as base64 rather than quoted-printable.</summary>
    private static string NoteText(Property property) => property.IsBase64 && Base64Text.Decode(property.Raw) is { } bytes
        ? (Charsets.Find(property.Parameters.First("CHARSET")) ?? System.Text.Encoding.UTF8).GetString(bytes)
        : property.Text;

    private static bool Photo(CardDraft draft, Property property)
    {
        if (PhotoText(property) is not { } text)
        {
            return false;
        }

        if (Base64Text.LengthOf(text) > ContactLimits.PhotoBytes + 3)
        {
            draft.Warn(VCardProblems.PhotoTooLarge, property);
            return true;
        }

        if (Base64Text.Decode(text) is not { } bytes)
        {
            draft.Warn(VCardProblems.InvalidBase64, property);
            return false;
        }

        return bytes.Length == 0 || Take(draft, property, bytes);
    }

    private static bool Take(CardDraft draft, Property property, byte[] bytes)
    {
        if (bytes.Length > ContactLimits.PhotoBytes)
        {
            draft.Warn(VCardProblems.PhotoTooLarge, property);
            return true;
        }

        var type = PictureTypes.Of(bytes);
        draft.Photo ??= type is null ? null : new VCardPhoto(bytes, type);
        return type is not null;
    }

    /// <summary>The picture in base64; null for a link to one, which is not followed.</summary>
    private static string? PhotoText(Property property)
    {
        if (property.IsBase64)
        {
            return property.Raw;
        }

        var text = Base64Text.Compact(property.Text);
        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            var comma = text.IndexOf(',', StringComparison.Ordinal);
            return comma > 0 && text[..comma].EndsWith(";base64", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(text[(comma + 1)..]) : null;
        }

        return property.Parameters.Has("VALUE", "uri") || property.Parameters.Has("VALUE", "url") || text.Contains(':', StringComparison.Ordinal) ? null : text;
    }
}
