namespace ServerlessContacts.Contacts;

internal static class AddressRules
{
    private static readonly PostalAddress Nothing = new();

    public static IReadOnlyList<PostalAddress> Clean(IReadOnlyList<PostalAddress>? addresses, Problems problems) =>
        ListRules.Clean(addresses, "addresses", problems, Clean);

    private static PostalAddress? Clean(PostalAddress address, string field, Problems problems)
    {
        var clean = new PostalAddress
        {
            Street = problems.Text(address.Street, $"{field}.street"),
            Extended = problems.Text(address.Extended, $"{field}.extended"),
            PoBox = problems.Text(address.PoBox, $"{field}.poBox"),
            City = problems.Text(address.City, $"{field}.city"),
            Region = problems.Text(address.Region, $"{field}.region"),
            PostalCode = problems.Text(address.PostalCode, $"{field}.postalCode"),
            Country = problems.Text(address.Country, $"{field}.country"),
            Formatted = problems.Text(address.Formatted, $"{field}.formatted"),
        };
        return clean == Nothing ? null : clean with { Label = problems.Text(address.Label, $"{field}.label") };
    }
}
