namespace ServerlessContacts.Contacts;

/// <summary>Numbers keep what was written and gain E.164; in requests the number is what people write.</summary>
internal static class PhoneRules
{
    public static IReadOnlyList<Phone> Clean(IReadOnlyList<Phone?>? phones, PhoneParser parser, Problems problems)
    {
        if (phones is null or { Count: 0 } || problems.IsTooLong(phones.Count, "phones"))
        {
            return [];
        }

        var clean = new List<Phone>(phones.Count);
        var seen = phones.Count == 1 ? null : new HashSet<(string Number, string? Extension, string? Label)>();
        for (var index = 0; index < phones.Count; index++)
        {
            var phone = phones[index];
            if (phone is not null && Clean(phone, parser, new FieldPath("phones", index), problems) is { } kept && seen?.Add((kept.Number, kept.Extension, kept.Label)) != false)
            {
                clean.Add(kept);
            }
        }

        return ListRules.WithOneDefault(clean, static phone => phone.Default, static (phone, isDefault) => phone with { Default = isDefault });
    }

    private static Phone? Clean(Phone phone, PhoneParser parser, FieldPath field, Problems problems)
    {
        var written = Written(phone, parser);
        if (string.IsNullOrWhiteSpace(written))
        {
            return null;
        }

        var result = parser.Parse(written.Trim());
        if (result.Kind == PhoneParseKind.Unrecoverable)
        {
            problems.Add(field.Of("number"), result.Problem!);
            return null;
        }

        return phone with
        {
            Number = result.Phone.Number ?? result.Raw,
            Raw = problems.Text(result.Raw, field.Of("number")) ?? "",
            Label = problems.Text(phone.Label, field.Of("label")),
            Extension = problems.Text(phone.Extension, field.Of("extension")) ?? result.Phone.Extension,
            Short = problems.Text(phone.Short, field.Of("short")),
        };
    }

    /// <summary>What a person wrote: a caller that sends back what it was given keeps it, one that sends a new number replaces it.</summary>
    private static string Written(Phone phone, PhoneParser parser)
    {
        if (string.IsNullOrWhiteSpace(phone.Number) || string.IsNullOrWhiteSpace(phone.Raw))
        {
            return string.IsNullOrWhiteSpace(phone.Number) ? phone.Raw : phone.Number;
        }

        var raw = parser.Parse(phone.Raw.Trim());
        var number = raw.IsParsed ? raw.Phone.Number : raw.Raw;
        return string.Equals(number, phone.Number, StringComparison.Ordinal) ? phone.Raw : phone.Number;
    }
}
