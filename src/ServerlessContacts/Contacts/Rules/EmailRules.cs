namespace ServerlessContacts.Contacts;

/// <summary>Addresses are kept as written and compared by their normal form.</summary>
internal static class EmailRules
{
    public static IReadOnlyList<Email> Clean(IReadOnlyList<Email?>? emails, Problems problems)
    {
        if (emails is null or { Count: 0 })
        {
            return [];
        }

        var clean = new List<Email>(emails.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < emails.Count; index++)
        {
            var email = emails[index];
            if (string.IsNullOrWhiteSpace(email?.Address))
            {
                continue;
            }

            var parsed = EmailParser.Parse(email.Address);
            if (!parsed.IsParsed)
            {
                problems.Add($"emails[{index}].address", parsed.Problem!);
            }
            else if (seen.Add(parsed.Email.Normal))
            {
                clean.Add(email with { Address = parsed.Email.Address, Label = problems.Text(email.Label, $"emails[{index}].label") });
            }
        }

        problems.DemandLength(clean.Count, "emails");
        return ListRules.WithOneDefault(clean, email => email.Default, (email, isDefault) => email with { Default = isDefault });
    }
}
