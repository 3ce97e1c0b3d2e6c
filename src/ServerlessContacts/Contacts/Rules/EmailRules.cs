namespace ServerlessContacts.Contacts;

/// <summary>Addresses are kept as written and compared by their normal form.</summary>
internal static class EmailRules
{
    public static IReadOnlyList<Email> Clean(IReadOnlyList<Email>? emails, Problems problems)
    {
        var clean = new List<Email>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (email, index) in (emails ?? []).Select((email, index) => (email, index)))
        {
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
