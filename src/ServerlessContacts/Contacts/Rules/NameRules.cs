namespace ServerlessContacts.Contacts;

/// <summary>Names: the full name is written by people or follows from the parts, family name first where the script does so.</summary>
public static class NameRules
{
    internal static ContactName Clean(ContactName? name, Problems problems)
    {
        name ??= ContactName.Empty;
        var clean = name with
        {
            Full = problems.Text(name.Full, "name.full"),
            Given = problems.Text(name.Given, "name.given"),
            Family = problems.Text(name.Family, "name.family"),
            Middle = problems.Text(name.Middle, "name.middle"),
            Prefix = problems.Text(name.Prefix, "name.prefix"),
            Suffix = problems.Text(name.Suffix, "name.suffix"),
            PhoneticGiven = problems.Text(name.PhoneticGiven, "name.phoneticGiven"),
            PhoneticFamily = problems.Text(name.PhoneticFamily, "name.phoneticFamily"),
        };
        return clean with { Full = clean.Full ?? Compose(clean) };
    }

    /// <summary>The full name that the parts make; null where there are none.</summary>
    public static string? Compose(ContactName name)
    {
        string?[] parts = IsFamilyFirst(name)
            ? [name.Family, name.Middle, name.Given]
            : [name.Prefix, name.Given, name.Middle, name.Family, name.Suffix];
        var full = string.Join(' ', parts.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!.Trim()));
        return full.Length == 0 ? null : full;
    }

    /// <summary>
    /// The name after an edit of its parts: a full name that followed from the parts before follows from them again,
    /// one that a person wrote stays.
    /// </summary>
    public static ContactName Recompose(ContactName before, ContactName after) =>
        string.Equals(before.Full, after.Full, StringComparison.Ordinal) && string.Equals(before.Full, Compose(before), StringComparison.Ordinal)
            ? after with { Full = null }
            : after;

    /// <summary>Chinese characters, kana and hangul are written family name first.</summary>
    private static bool IsFamilyFirst(ContactName name) =>
        $"{name.Family}{name.Given}".Any(c => c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3'));
}
