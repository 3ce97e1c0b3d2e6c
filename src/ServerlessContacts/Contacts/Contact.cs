using System.Text.Json.Serialization;

namespace ServerlessContacts.Contacts;

public enum ContactKind
{
    Person,
    Organization,
}

/// <summary>
/// What the address book knows of a person or an organisation, in JSContact's and vCard's words. Names of the properties are names of
/// the fields: in requests, in provenance and in the log. Immutable; lists are never null.
/// </summary>
public sealed record Contact
{
    public ContactKind Kind { get; init; }

    /// <summary>Somebody of the organisation without an account; only in shared contacts. Needs given and family name, and an e-mail of its own.</summary>
    public bool Internal { get; init; }

    /// <summary>The id of the folder in the shared tree; null for the root.</summary>
    public string? Folder { get; init; }

    public ContactName Name { get; init; } = ContactName.Empty;

    public string? Nickname { get; init; }

    public Organization? Organization { get; init; }

    /// <summary>What the person does, in the words of everyday: "Buyer for the north". The formal title is in <see cref="Organization"/>.</summary>
    public string? Role { get; init; }

    public IReadOnlyList<Email> Emails { get; init; } = [];

    public IReadOnlyList<Phone> Phones { get; init; } = [];

    public IReadOnlyList<PostalAddress> Addresses { get; init; } = [];

    public IReadOnlyList<InstantMessenger> Ims { get; init; } = [];

    public IReadOnlyList<WebPage> Urls { get; init; } = [];

    /// <summary><c>YYYY-MM-DD</c>, or <c>--MM-DD</c> where the year is unknown.</summary>
    public string? Birthday { get; init; }

    public string? Notes { get; init; }

    /// <summary>The name of the photo's blob: the SHA-256 of its bytes in hexadecimal.</summary>
    public string? Photo { get; init; }

    /// <summary>What has no field of its own, by the name its source gave it.</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = EmptyCustom;

    /// <summary>The ids of the organisation's groups that the contact belongs to.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The owner's own marks, carried to the provider's groups.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    public Visibility Visibility { get; init; }

    [JsonIgnore]
    public Phone? MainPhone => Phones.FirstOrDefault(phone => phone.Default) ?? Phones.FirstOrDefault();

    [JsonIgnore]
    public Email? MainEmail => Emails.FirstOrDefault(email => email.Default) ?? Emails.FirstOrDefault();

    /// <summary>What to call the contact in a list: its name, or the first thing it has instead.</summary>
    [JsonIgnore]
    public string Caption => Name.Full ?? Organization?.Name ?? MainEmail?.Address ?? MainPhone?.Raw ?? "";

    /// <summary>The normal forms of the addresses that no other contact may have: an internal contact's.</summary>
    [JsonIgnore]
    public IEnumerable<string> OwnAddresses => Internal ? Emails.Select(Matching.NormalForms.Of) : [];

    private static readonly IReadOnlyDictionary<string, string> EmptyCustom = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>Who may see and edit a personal contact beside its owner and the administrators.</summary>
public enum Visibility
{
    Owner,
    OwnerAndFollowers,
    Role,
    RoleAndBelow,
    Everyone,
}

public sealed record ContactName
{
    public static readonly ContactName Empty = new();

    public string? Full { get; init; }

    public string? Given { get; init; }

    public string? Family { get; init; }

    public string? Middle { get; init; }

    public string? Prefix { get; init; }

    public string? Suffix { get; init; }

    public string? PhoneticGiven { get; init; }

    public string? PhoneticFamily { get; init; }
}

public sealed record Organization
{
    public string? Name { get; init; }

    public string? Department { get; init; }

    public string? Title { get; init; }

    public string? PhoneticName { get; init; }
}

public sealed record Email
{
    public string Address { get; init; } = "";

    public string? Label { get; init; }

    public bool Default { get; init; }
}

public sealed record Phone
{
    /// <summary>E.164 where it parses, else as written.</summary>
    public string Number { get; init; } = "";

    /// <summary>As a person wrote it.</summary>
    public string Raw { get; init; } = "";

    public string? Label { get; init; }

    public string? Extension { get; init; }

    /// <summary>The short number by which colleagues call it.</summary>
    public string? Short { get; init; }

    /// <summary>The one that is called when nobody chooses; exactly one where there are any.</summary>
    public bool Default { get; init; }
}

public sealed record PostalAddress
{
    public string? Label { get; init; }

    public string? Street { get; init; }

    public string? Extended { get; init; }

    public string? PoBox { get; init; }

    public string? City { get; init; }

    public string? Region { get; init; }

    public string? PostalCode { get; init; }

    public string? Country { get; init; }

    public string? Formatted { get; init; }
}

public sealed record InstantMessenger
{
    public string Address { get; init; } = "";

    public string? Protocol { get; init; }

    public string? Label { get; init; }
}

public sealed record WebPage
{
    public string Url { get; init; } = "";

    public string? Label { get; init; }
}
