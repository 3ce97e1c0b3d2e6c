namespace ServerlessContacts.Contacts;

/// <summary>Addresses are kept as written and compared by their normal form.</summary>
internal static class EmailRules
{
    public static IReadOnlyList<Email> Clean(IReadOnlyList<Email?>? emails, Problems problems)
    {
        if (emails is null or { Count: 0 } || problems.IsTooLong(emails.Count, "emails"))
        {
            return [];
        }

        var clean = new List<Email>(emails.Count);
        var seen = emails.Count == 1 ? null : new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < emails.Count; index++)
        {
            var email = emails[index];
            if (string.IsNullOrWhiteSpace(email?.Address))
            {
                continue;
            }

            var field = new FieldPath("emails", index);
            var parsed = EmailParser.Parse(email.Address);
            if (!parsed.IsParsed)
            {
                problems.Add(field.Of("address"), parsed.Problem!);
            }
            else if (seen?.Add(parsed.Email.Normal) != false)
            {
                var isOnly = email.Default || emails.Count == 1;
                clean.Add(new Email { Address = parsed.Email.Address, Label = problems.Text(email.Label, field.Of("label")), Default = isOnly });
            }
        }

        return ListRules.WithOneDefault(clean, static email => email.Default, static (email, isDefault) => email with { Default = isDefault });
    }
}
