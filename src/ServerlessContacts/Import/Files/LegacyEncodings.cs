namespace ServerlessContacts.Import.Files;

/// <summary>An encoding that is told by its letters alone.</summary>
/// <param name="Name">As callers see it.</param>
/// <param name="Prior">How usual files in it are.</param>
/// <param name="Languages">Those in Latin script that it is made for; empty where that makes no difference.</param>
internal sealed record LegacyEncoding(string Name, double Prior, string Languages = "")
{
    /// <summary>How usual it is that a language is written in an encoding that is made for others.</summary>
    private const double Abroad = 0.05;

    private readonly HashSet<string> home = [.. Languages.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    public double PriorOf(string language) => Prior * (home.Count == 0 || home.Contains(language) ? 1 : Abroad);
}

/// <summary>Encodings that are told by their letters alone. Of two that read a file the same the more usual one is named.</summary>
internal static class LegacyEncodings
{
    private const string Western = "fr de es pt it sv fi da nb is nl ca et sq";
    private const string Central = "pl cs sk hu ro hr sl sq";
    private const string Baltic = "lt lv et";

    public static IReadOnlyList<LegacyEncoding> All { get; } =
    [
        new(TextEncodings.Windows1252, 1, Western), new("windows-1250", 0.6, Central), new("windows-1251", 0.6),
        new("windows-1253", 0.4), new("windows-1254", 0.5, "tr"), new("windows-1255", 0.4), new("windows-1256", 0.4),
        new("windows-1257", 0.3, Baltic), new("windows-1258", 0.2, "vi"), new("windows-874", 0.4), new(TextEncodings.ShiftJis, 0.8),
        new("gb18030", 0.5), new("ks_c_5601-1987", 0.5), new("big5", 0.4), new(TextEncodings.EucJp, 0.3), new("johab", 0.02),
        new("iso-8859-2", 0.15, Central), new("iso-8859-5", 0.1), new("iso-8859-6", 0.1), new("iso-8859-7", 0.1), new("iso-8859-8", 0.1),
        new("iso-8859-9", 0.1, "tr"), new("iso-8859-13", 0.03, Baltic), new("iso-8859-4", 0.03, Baltic), new("iso-8859-10", 0.01, Baltic),
        new("iso-8859-15", 0.1, Western), new("koi8-r", 0.15), new("koi8-u", 0.1), new("cp866", 0.15), new("cp1125", 0.05),
        new("ibm850", 0.1, Western), new("ibm852", 0.1, Central), new("ibm437", 0.05, Western), new("ibm857", 0.04, "tr"),
        new("ibm737", 0.03), new("ibm855", 0.03), new("ibm775", 0.03, Baltic), new("dos-862", 0.03), new("ibm860", 0.03, "pt"),
        new("ibm861", 0.02, "is"), new("ibm863", 0.02, "fr"), new("ibm865", 0.02, "da nb"), new("ibm864", 0.01), new("ibm869", 0.01),
        new("macintosh", 0.15, Western),
        new("x-mac-cyrillic", 0.08), new("x-mac-ce", 0.08, Central + " " + Baltic), new("x-mac-greek", 0.05),
        new("x-mac-turkish", 0.05, "tr"), new("x-mac-icelandic", 0.02, "is"), new("x-mac-romanian", 0.01, "ro"),
        new("x-mac-croatian", 0.01, "hr sl"),
    ];
}
