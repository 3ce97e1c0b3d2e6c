namespace ServerlessContacts.Contacts.VCards;

/// <summary>Properties and parameters for what the standard has no word for. Others pass over them.</summary>
internal static class OwnNames
{
    public const string Prefix = "X-SERVERLESSCONTACTS-";

    /// <summary><c>name;value</c> of a custom field that is no property.</summary>
    public const string Field = Prefix + "FIELD";

    public const string Internal = Prefix + "INTERNAL";
    public const string Folder = Prefix + "FOLDER";
    public const string Group = Prefix + "GROUP";
    public const string Visibility = Prefix + "VISIBILITY";

    /// <summary>Why a card was rejected, in the file in which it is given back; passed over when it is read.</summary>
    public const string Rejected = Prefix + "REJECTED";

    /// <summary>A line that is no property.</summary>
    public const string Line = "X-LINE";

    /// <summary>A number as a person wrote it.</summary>
    public const string Raw = "X-RAW";
    public const string Extension = "X-EXTENSION";
    public const string Short = "X-SHORT";

    /// <summary>The text itself in base64, where it has a CR that is no part of a CR LF, for which values have no sign.</summary>
    public const string Exact = "X-EXACT";
    public const string Protocol = "X-PROTOCOL";

    /// <summary>RFC 9554: whether the value only repeats what other properties say. Written where a reader could not tell.</summary>
    public const string Derived = "DERIVED";
}
