using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Microsoft;

internal static class NameMapping
{
    public const string DisplayName = "displayName";

    public static readonly IReadOnlyList<string> Parts = ["givenName", "surname", "middleName", "title", "generation", "yomiGivenName", "yomiSurname"];

    public static ContactName Read(JsonObject item) => new()
    {
        Full = GraphJson.Text(item, DisplayName),
        Given = GraphJson.Text(item, "givenName"),
        Family = GraphJson.Text(item, "surname"),
        Middle = GraphJson.Text(item, "middleName"),
        Prefix = GraphJson.Text(item, "title"),
        Suffix = GraphJson.Text(item, "generation"),
        PhoneticGiven = GraphJson.Text(item, "yomiGivenName"),
        PhoneticFamily = GraphJson.Text(item, "yomiSurname"),
    };

    public static void Write(ContactName name, JsonObject item)
    {
        item[DisplayName] = GraphJson.NullIfBlank(name.Full) ?? NameRules.Compose(name);
        item["givenName"] = GraphJson.NullIfBlank(name.Given);
        item["surname"] = GraphJson.NullIfBlank(name.Family);
        item["middleName"] = GraphJson.NullIfBlank(name.Middle);
        item["title"] = GraphJson.NullIfBlank(name.Prefix);
        item["generation"] = GraphJson.NullIfBlank(name.Suffix);
        item["yomiGivenName"] = GraphJson.NullIfBlank(name.PhoneticGiven);
        item["yomiSurname"] = GraphJson.NullIfBlank(name.PhoneticFamily);
    }
}

internal static class OrganizationMapping
{
    public static Organization? Read(JsonObject item)
    {
        var organization = new Organization
        {
            Name = GraphJson.Text(item, "companyName"),
            Department = GraphJson.Text(item, "department"),
            Title = GraphJson.Text(item, "jobTitle"),
            PhoneticName = GraphJson.Text(item, "yomiCompanyName"),
        };
        return organization == new Organization() ? null : organization;
    }

    public static void Write(Organization? organization, JsonObject item)
    {
        item["companyName"] = GraphJson.NullIfBlank(organization?.Name);
        item["department"] = GraphJson.NullIfBlank(organization?.Department);
        item["jobTitle"] = GraphJson.NullIfBlank(organization?.Title);
        item["yomiCompanyName"] = GraphJson.NullIfBlank(organization?.PhoneticName);
    }
}
