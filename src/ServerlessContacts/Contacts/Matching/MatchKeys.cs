namespace ServerlessContacts.Contacts.Matching;

/// <summary>
/// By what a contact is found: 64-bit hashes of the normal forms of its e-mail addresses and numbers, and one of name and company together for rows that have
/// neither. Equal hashes only propose; names, and in the end the stored row, decide.
/// </summary>
internal readonly record struct MatchKeys(ulong[] Values, ulong NameAndCompany)
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static MatchKeys Of(Contact contact, string signature)
    {
        var values = new ulong[contact.Emails.Count + contact.Phones.Count];
        var count = 0;
        for (var index = 0; index < contact.Emails.Count; index++)
        {
            values[count++] = Hash('e', NormalForms.Of(contact.Emails[index]));
        }

        for (var index = 0; index < contact.Phones.Count; index++)
        {
            values[count++] = Hash('p', NormalForms.Of(contact.Phones[index]));
        }

        return new MatchKeys(Distinct(values), Hash('n', signature, NameText.Fold(contact.Organization?.Name)));
    }

    private static ulong[] Distinct(ulong[] values)
    {
        for (var index = 1; index < values.Length; index++)
        {
            if (values.AsSpan(0, index).Contains(values[index]))
            {
                return [.. values.Distinct()];
            }
        }

        return values;
    }

    /// <summary>The key of those who share a value with very many and have the word in their name.</summary>
    public static ulong WithWord(ulong key, ReadOnlySpan<char> word) => Mix(Add(key, word.TrimEnd('.')));

    private static ulong Hash(char kind, string text, string more = "") => Mix(Add(Add((Offset ^ kind) * Prime, text) ^ '\n', more));

    private static ulong Add(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }

    /// <summary>FNV leaves the upper bits of short texts poor; the finaliser of MurmurHash3 spreads them.</summary>
    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }
}

/// <summary>Values as they are compared.</summary>
internal static class NormalForms
{
    public static string Of(Email email) => EmailParser.Parse(email.Address) is { IsParsed: true } parsed ? parsed.Email.Normal : email.Address;

    /// <summary>E.164, or what was written without the blanks in it.</summary>
    public static string Of(Phone phone)
    {
        var number = phone.Number is ['+', ..] ? phone.Number : phone.Number.Replace(" ", "", StringComparison.Ordinal);
        return phone.Extension is null ? number : $"{number};{phone.Extension}";
    }
}
