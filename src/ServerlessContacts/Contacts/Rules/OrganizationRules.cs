namespace ServerlessContacts.Contacts;

internal static class OrganizationRules
{
    private static readonly Organization Nothing = new();

    public static Organization? Clean(Organization? organization, Problems problems)
    {
        if (organization is null)
        {
            return null;
        }

        var clean = new Organization
        {
            Name = problems.Text(organization.Name, "organization.name"),
            Department = problems.Text(organization.Department, "organization.department"),
            Title = problems.Text(organization.Title, "organization.title"),
            PhoneticName = problems.Text(organization.PhoneticName, "organization.phoneticName"),
        };
        return clean == Nothing ? null : clean;
    }
}
