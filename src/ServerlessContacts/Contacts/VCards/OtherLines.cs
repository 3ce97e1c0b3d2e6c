using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>Writes the rest: the birthday, notes, labels, the picture, and what is this address book's own.</summary>
internal static class OtherLines
{
    public static void Write(CardWriting card, Contact contact, VCardPhoto? photo)
    {
        WriteBirthday(card, contact.Birthday);
        card.TextLine("NOTE", contact.Notes, "notes");
        if (contact.Labels.Count > 0)
        {
            if (contact.Labels.Any(GoogleColumns.IsEverybody))
            {
                card.Lose("labels");
            }

            card.Line("CATEGORIES", string.Join(',', contact.Labels.Select(label => card.Text(label, "labels"))));
        }

        WriteOwn(card, contact);
        WritePhoto(card, contact, photo);
    }

    private static void WriteBirthday(CardWriting card, string? birthday)
    {
        if (birthday is null)
        {
            return;
        }

        if (CardDate.Write(birthday, card.Version) is var (parameters, value))
        {
            card.Line($"BDAY{parameters}", value);
        }
        else
        {
            card.Lose("birthday");
        }
    }

    private static void WriteOwn(CardWriting card, Contact contact)
    {
        if (contact.Internal)
        {
            card.Line(OwnNames.Internal, "TRUE");
        }

        card.TextLine(OwnNames.Folder, contact.Folder, "folder");
        foreach (var group in contact.Groups)
        {
            card.TextLine(OwnNames.Group, group, "groups");
        }

        if (contact.Visibility != Visibility.Owner)
        {
            card.Line(OwnNames.Visibility, contact.Visibility.ToString());
        }
    }

    private static void WritePhoto(CardWriting card, Contact contact, VCardPhoto? photo)
    {
        if (photo is null)
        {
            if (contact.Photo is not null)
            {
                card.Lose("photo");
            }

            return;
        }

        var bytes = Convert.ToBase64String(photo.Bytes.Span);
        if (card.Version == VCardVersion.V4)
        {
            card.Line("PHOTO", $"data:{photo.ContentType};base64,{bytes}");
            return;
        }

        card.Line($"PHOTO;ENCODING=b;TYPE={photo.ContentType[(photo.ContentType.IndexOf('/', StringComparison.Ordinal) + 1)..].ToUpperInvariant()}", bytes);
    }
}
