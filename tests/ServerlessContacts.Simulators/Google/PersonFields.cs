using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Google;

/// <summary>The names that masks may hold. <c>fileAses</c> is part of a person, and yet of neither list.</summary>
internal static class PersonFields
{
    public static readonly string[] Updatable =
    [
        "addresses", "biographies", "birthdays", "calendarUrls", "clientData", "emailAddresses", "events", "externalIds", "genders", "imClients", "interests",
        "locales", "locations", "memberships", "miscKeywords", "names", "nicknames", "occupations", "organizations", "phoneNumbers", "relations", "sipAddresses",
        "urls", "userDefined",
    ];

    public static readonly string[] Readable = [.. Updatable, "ageRanges", "coverPhotos", "metadata", "photos", "skills"];

    public static readonly string[] SingleValued = ["biographies", "birthdays", "genders", "names"];

    public static string[] Read(string? mask, string[] allowed, string parameter)
    {
        if (string.IsNullOrEmpty(mask))
        {
            throw GoogleRefusal.Invalid($"{parameter} mask is required. Please specify one or more valid paths.", "mask-missing");
        }

        var fields = mask.Split(',', StringSplitOptions.TrimEntries);
        return Array.Find(fields, field => !allowed.Contains(field, StringComparer.Ordinal)) is { } wrong
            ? throw GoogleRefusal.Invalid($"Invalid {parameter} mask path: \"{wrong}\".", "mask-invalid")
            : fields;
    }

    /// <summary>Whether the entry is the contact's own and not of a profile that the person has at Google.</summary>
    public static bool IsContactEntry(JsonNode? entry) => entry?["metadata"]?["source"]?["type"]?.GetValue<string>() is null or "CONTACT";
}
