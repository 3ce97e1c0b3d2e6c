namespace ServerlessContacts.Contacts;

/// <summary>Every reason a text is not an e-mail address, in one place, so that reports, tests and documents name the same ones.</summary>
public static class EmailProblems
{
    public static readonly ValueProblem Empty = new("email-empty", "There is no e-mail address.");

    /// <summary>Exchange's internal names (<c>/o=First Organization/ou=…/cn=…</c>), which old Outlook exports write into e-mail columns.</summary>
    public static readonly ValueProblem ExchangeName = new("email-exchange-name",
        "This is a name inside an Exchange server (X.500), not an e-mail address; export the contact's SMTP address.");

    public static readonly ValueProblem NoAt = new("email-no-at", "An e-mail address has an @; this text has none.");

    public static readonly ValueProblem SeveralAts = new("email-several-ats", "An e-mail address has one @; this text has several.");

    public static readonly ValueProblem EmptyLocalPart = new("email-empty-local-part", "There is nothing before the @.");

    public static readonly ValueProblem EmptyDomain = new("email-empty-domain", "There is nothing after the @.");

    public static readonly ValueProblem InvalidDomain = new("email-invalid-domain", "What follows the @ cannot be the name of a domain.");

    /// <summary>Spaces, control characters or angle brackets, unless the local part is quoted.</summary>
    public static readonly ValueProblem SpacesInside = new("email-spaces-inside", "An e-mail address holds no spaces or brackets.");

    public static readonly ValueProblem LocalPartTooLong = new("email-local-part-too-long", "What stands before the @ is longer than 64 characters.");

    public static readonly ValueProblem TooLong = new("email-too-long", "The e-mail address is longer than 254 characters.");
}
