namespace ServerlessContacts.Contacts;

internal static class AddressRules
{
    public static IReadOnlyList<PostalAddress> Clean(IReadOnlyList<PostalAddress>? addresses, Problems problems) =>
        ListRules.Clean(addresses, "addresses", problems, Clean);

    private static PostalAddress? Clean(PostalAddress address, FieldPath field, Problems problems)
    {
        var clean = new PostalAddress
        {
            Label = problems.Text(address.Label, field.Of("label")),
            Street = problems.Text(address.Street, field.Of("street")),
            Extended = problems.Text(address.Extended, field.Of("extended")),
            PoBox = problems.Text(address.PoBox, field.Of("poBox")),
            City = problems.Text(address.City, field.Of("city")),
            Region = problems.Text(address.Region, field.Of("region")),
            PostalCode = problems.Text(address.PostalCode, field.Of("postalCode")),
            Country = problems.Text(address.Country, field.Of("country")),
            Formatted = problems.Text(address.Formatted, field.Of("formatted")),
        };
        return IsEmpty(clean) ? null : clean;
    }

    /// <summary>A label alone is no address.</summary>
    public static bool IsEmpty(PostalAddress address) =>
        (address.Street ?? address.Extended ?? address.PoBox ?? address.City ?? address.Region ?? address.PostalCode ?? address.Country ?? address.Formatted) is null;
}
