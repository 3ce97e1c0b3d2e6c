using System.Text;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>
/// All that can be found of a contact, folded, in one text: a line for each name and writing of the name, then a line for each other
/// field, then a line for each form of each number. Words hold no line break, so a match never spans fields.
/// </summary>
internal readonly record struct DocumentText(string Text, int NamesEnd, int DigitsStart)
{
    public const char Separator = '\n';

    public ReadOnlySpan<char> Names => Text.AsSpan(0, NamesEnd);

    public ReadOnlySpan<char> Words => Text.AsSpan(0, DigitsStart);

    public ReadOnlySpan<char> Digits => Text.AsSpan(DigitsStart);

    public static DocumentText Of(Contact contact)
    {
        var text = new StringBuilder(256);
        AppendNames(text, contact);
        var namesEnd = text.Length;
        foreach (var field in SearchFields.OfOthers(contact))
        {
            TextFold.Append(text, field.Text);
            text.Append(Separator);
        }

        var digitsStart = text.Length;
        foreach (var phone in contact.Phones)
        {
            text.AppendJoin(Separator, PhoneForms.Of(phone)).Append(Separator);
        }

        return new DocumentText(text.ToString(), namesEnd, digitsStart);
    }

    private static void AppendNames(StringBuilder text, Contact contact)
    {
        var lines = SearchFields.OfNames(contact).Select(field => TextFold.Fold(field.Text)).Concat(NameWritings.Of(contact.Name));
        foreach (var line in lines.Distinct(StringComparer.Ordinal))
        {
            text.Append(line).Append(Separator);
        }
    }
}
