using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ServerlessContacts.Contacts.Matching;

/// <summary>
/// By what a contact is found: 64-bit hashes of the normal forms of its e-mail addresses and numbers, and one of name and company together for rows that have
/// neither. Equal hashes only propose; names, and in the end the stored row, decide.
/// </summary>
/// <param name="ComposedAndCompany">The same of the other name that the parts make; null where they make none.</param>
internal readonly record struct MatchKeys(ulong[] Values, ulong NameAndCompany, ulong? ComposedAndCompany = null)
{
    /// <summary>Values that are held against each other one by one, which costs least where they are few, as they mostly are.</summary>
    private const int FewValues = 16;

    private const int CharactersAtOnce = sizeof(ulong) / sizeof(char);

    /// <summary>The golden ratio in 64 bits: odd, and its bits follow no pattern.</summary>
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

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

        var company = NameText.Fold(contact.Organization?.Name);
        var composed = NameSignature.ComposedOf(signature);
        return new MatchKeys(Distinct(values), Hash('n', NameSignature.NameOf(signature), company), composed.IsEmpty ? null
            : Hash('n', composed, company));
    }

    private static ulong[] Distinct(ulong[] values)
    {
        if (values.Length > FewValues)
        {
            return [.. values.Distinct()];
        }

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

    private static ulong Hash(char kind, ReadOnlySpan<char> text, string more = "") => Mix(Add(Add(Multiply(kind), text) ^ '\n', more));

    /// <summary>Four characters at a time: every value of every row comes through here.</summary>
    private static ulong Add(ulong hash, ReadOnlySpan<char> text)
    {
        for (; text.Length >= CharactersAtOnce; text = text[CharactersAtOnce..])
        {
            hash = Multiply(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(MemoryMarshal.AsBytes(text)));
        }

        foreach (var c in text)
        {
            hash = Multiply(hash ^ c);
        }

        return hash;
    }

    /// <summary>Both halves of the product, so that every bit reaches every other.</summary>
    private static ulong Multiply(ulong hash) => Math.BigMul(hash, Multiplier, out var low) ^ low;

    /// <summary>Texts of few characters are multiplied seldom; the finaliser of MurmurHash3 spreads what is left.</summary>
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
