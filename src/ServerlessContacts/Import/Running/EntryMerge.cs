using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Matching;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// Unites the entries of a list with those of a row. An entry that is there stays as it is and gains a label where it had none, unless the label may be meant for another one that says
/// the same; one that says the same with the same label is found before one that only says the same.
/// </summary>
/// <param name="isSame">Whether the second, a row's, says nothing that the first does not.</param>
/// <param name="labelOf">The label.</param>
/// <param name="labelled">The entry with another label.</param>
/// <param name="added">A row's entry as it comes to others.</param>
internal sealed class EntryMerge<T>(Func<T, T, bool> isSame, Func<T, string?> labelOf, Func<T, string?, T> labelled, Func<T, T>? added = null)
{
    /// <summary>What layouts that know a number of labels only call anything else.</summary>
    private static readonly string[] SayNothing = ["other", "primary"];

    public IReadOnlyList<T> Unite(IReadOnlyList<T> known, IReadOnlyList<T> row)
    {
        if (row.Count == 0)
        {
            return known;
        }

        List<T> united = [.. known];
        foreach (var entry in row)
        {
            Add(united, known.Count == 0 || added is null ? entry : added(entry));
        }

        return united;
    }

    private void Add(List<T> united, T entry)
    {
        var label = labelOf(entry);
        var at = united.FindIndex(other => labelOf(other) == label && isSame(other, entry)) is var exact and >= 0 ? exact : united.FindIndex(other => isSame(other, entry));
        if (at < 0)
        {
            united.Add(entry);
        }
        else if (labelOf(united[at]) is null && !SayNothing.Contains(label) && united.Count(other => isSame(other, entry)) == 1)
        {
            united[at] = labelled(united[at], label);
        }
    }
}

internal static class EntryMerge
{
    public static readonly EntryMerge<Email> Emails = new(
        (known, row) => NormalForms.Of(known) == NormalForms.Of(row), email => email.Label, (email, label) => email with { Label = label }, email => email with { Default = false });

    public static readonly EntryMerge<Phone> Phones = new(
        IsSame, phone => phone.Label, (phone, label) => phone with { Label = label }, phone => phone with { Default = false });

    public static readonly EntryMerge<PostalAddress> Addresses = new(
        (known, row) => AddressText.Of(known) == AddressText.Of(row), address => address.Label, (address, label) => address with { Label = label });

    public static readonly EntryMerge<InstantMessenger> Ims = new(
        (known, row) => known.Address == row.Address && (row.Protocol is null || row.Protocol == known.Protocol), im => im.Label, (im, label) => im with { Label = label });

    public static readonly EntryMerge<WebPage> Urls = new((known, row) => known.Url == row.Url, page => page.Label, (page, label) => page with { Label = label });

    /// <summary>An extension that is no number, or one of a number that is not international, fits into no cell beside it.</summary>
    private static bool IsSame(Phone known, Phone row) =>
        NormalForms.Of(known) == NormalForms.Of(row)
        || Names(known, row)
        || (!IsWritten(known) && (row.Extension is null || row.Number is not ['+', ..])
            && NormalForms.Of(known with { Extension = null }) == NormalForms.Of(row with { Extension = null }));

    /// <summary>A text that was kept as it is, as it may hold several numbers, says each that it names.</summary>
    private static bool Names(Phone known, Phone row)
    {
        var isComparable = row.Raw.Length > 0 && known.Raw == known.Number && row.Number is ['+', ..];
        var at = isComparable ? known.Number.IndexOf(row.Raw, StringComparison.Ordinal) : -1;
        return at >= 0 && known.Number.AsSpan(1).ContainsAnyExceptInRange('0', '9')
            && !IsDigit(known.Number, at - 1) && !IsDigit(known.Number, at + row.Raw.Length);
    }

    private static bool IsDigit(string text, int at) => at >= 0 && at < text.Length && char.IsDigit(text[at]);

    private static bool IsWritten(Phone phone) => phone.Number is ['+', ..] && phone.Extension?.All(char.IsAsciiDigit) == true;
}

/// <summary>Addresses as they are compared: letters and digits of their parts, or of the text where there are no parts.</summary>
internal static class AddressText
{
    public static string Of(PostalAddress address)
    {
        var parts = string.Concat(address.Street, address.Extended, address.PoBox, address.PostalCode) + string.Concat(address.City, address.Region, address.Country);
        var text = parts.Length == 0 ? address.Formatted ?? "" : parts;
        var letters = string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return letters.Length == 0 ? string.Concat(text.Where(c => !char.IsWhiteSpace(c))) : letters;
    }
}
