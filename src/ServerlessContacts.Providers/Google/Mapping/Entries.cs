using Google.Apis.PeopleService.v1.Data;

namespace ServerlessContacts.Providers.Google.Mapping;

internal static class Entries
{
    /// <summary>The source of what belongs to the contact itself. The others, such as <c>PROFILE</c>, are another's to write.</summary>
    public const string ContactSource = "CONTACT";

    public static bool IsOwn(FieldMetadata? metadata) => metadata?.Source?.Type is null or ContactSource;

    public static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
