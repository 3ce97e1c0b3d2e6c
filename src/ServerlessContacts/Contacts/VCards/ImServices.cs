namespace ServerlessContacts.Contacts.VCards;

/// <summary>Instant messengers: their name in the model, in Apple's <c>X-SERVICE-TYPE</c>, as a scheme of <c>IMPP</c>, and as the property that producers gave each.</summary>
internal static class ImServices
{
    /// <summary>A scheme for addresses whose service has none.</summary>
    public const string NoScheme = "x-apple";

    /// <summary>RFC 3860; says nothing about the service.</summary>
    private const string AnyService = "im";

    private static readonly (string Protocol, string ServiceType, string Scheme, string[] Properties)[] Known =
    [
        ("aim", "AIM", "aim", ["X-AIM"]), ("jabber", "Jabber", "xmpp", ["X-JABBER"]), ("msn", "MSN", "msnim", ["X-MSN"]), ("yahoo", "Yahoo", "ymsgr", ["X-YAHOO", "X-YAHOO-ID"]),
        ("icq", "ICQ", "icq", ["X-ICQ"]), ("skype", "Skype", "skype", ["X-SKYPE", "X-SKYPE-USERNAME", "X-SKYPE-ID"]), ("qq", "QQ", "qq", ["X-QQ"]),
        ("googleTalk", "GoogleTalk", "gtalk", ["X-GOOGLE-TALK", "X-GTALK"]), ("gaduGadu", "GaduGadu", "gg", ["X-GADUGADU"]), ("facebook", "Facebook", "fb", ["X-FACEBOOK"]),
        ("groupwise", "Groupwise", "groupwise", ["X-GROUPWISE"]), ("sip", "SIP", "sip", ["X-SIP"]), ("twitter", "Twitter", "twitter", []), ("line", "LINE", "line", []),
    ];

    public static IEnumerable<string> Properties => Known.SelectMany(known => known.Properties);

    public static string? OfProperty(string name) => Known.FirstOrDefault(known => known.Properties.Contains(name, StringComparer.Ordinal)).Protocol;

    /// <summary>Null for a scheme that names no service.</summary>
    public static string? OfScheme(string scheme) => scheme.ToLowerInvariant() switch
    {
        AnyService or NoScheme => null,
        "msn" => "msn",
        "yahoo" => "yahoo",
        var other => Known.FirstOrDefault(known => known.Scheme == other).Protocol ?? other,
    };

    public static string OfServiceType(string type) => Known.FirstOrDefault(known =>
        known.ServiceType.Equals(type, StringComparison.OrdinalIgnoreCase) || known.Scheme.Equals(type, StringComparison.OrdinalIgnoreCase)).Protocol ?? type;

    public static (string ServiceType, string Scheme) Write(string? protocol)
    {
        var found = Known.FirstOrDefault(known => known.Protocol == protocol);
        return protocol is null ? ("", AnyService) : found.Protocol is null ? (protocol, NoScheme) : (found.ServiceType, found.Scheme);
    }
}
