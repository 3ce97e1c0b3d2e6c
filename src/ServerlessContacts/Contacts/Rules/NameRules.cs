namespace ServerlessContacts.Contacts;

/// <summary>Names: the full name is written by people or follows from the parts, family name first where the script does so.</summary>
public static class NameRules
{
    internal static ContactName Clean(ContactName? name, Problems problems)
    {
        name ??= ContactName.Empty;
        var clean = new ContactName
        {
            Given = problems.Text(name.Given, "name.given"),
            Family = problems.Text(name.Family, "name.family"),
            Middle = problems.Text(name.Middle, "name.middle"),
            Prefix = problems.Text(name.Prefix, "name.prefix"),
            Suffix = problems.Text(name.Suffix, "name.suffix"),
            PhoneticGiven = problems.Text(name.PhoneticGiven, "name.phoneticGiven"),
            PhoneticFamily = problems.Text(name.PhoneticFamily, "name.phoneticFamily"),
            Full = problems.Text(name.Full, "name.full") ?? Compose(name),
        };
        return clean;
    }

    /// <summary>The full name that the parts make, as far as a name goes; null where there are none.</summary>
    public static string? Compose(ContactName name) => TextCut.To(ContactLimits.TextLength, Joined(name));

    private static string? Joined(ContactName name)
    {
        ReadOnlySpan<string?> parts = IsFamilyFirst(name.Family) || IsFamilyFirst(name.Given)
            ? [name.Family, name.Middle, name.Given]
            : [name.Prefix, name.Given, name.Middle, name.Family, name.Suffix];
        string? full = null;
        foreach (var part in parts)
        {
            var text = part?.Trim();
            full = string.IsNullOrEmpty(text) ? full : full is null ? text : $"{full} {text}";
        }

        return full;
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
    private static bool IsFamilyFirst(string? part)
    {
        foreach (var c in part ?? "")
        {
            if (c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3'))
            {
                return true;
            }
        }

        return false;
    }
}
