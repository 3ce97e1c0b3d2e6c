using ServerlessContacts.Contacts;

namespace ServerlessContacts.Export.Sheets;

/// <summary>How long the lists of an export's contacts are at most: so many numbered columns its table needs.</summary>
internal sealed class ListLengths
{
    public int Emails { get; private set; }

    public int Phones { get; private set; }

    public int Addresses { get; private set; }

    public int Ims { get; private set; }

    public int Urls { get; private set; }

    public int Custom { get; private set; }

    public void Cover(Contact fitted)
    {
        Emails = Math.Max(Emails, fitted.Emails.Count);
        Phones = Math.Max(Phones, fitted.Phones.Count);
        Addresses = Math.Max(Addresses, fitted.Addresses.Count);
        Ims = Math.Max(Ims, fitted.Ims.Count);
        Urls = Math.Max(Urls, fitted.Urls.Count);
        Custom = Math.Max(Custom, fitted.Custom.Count);
    }
}
