namespace ServerlessContacts.Import.Registering;

/// <summary>The options that a dropped file's metadata names.</summary>
internal static class DroppedOptions
{
    private const string Mode = "mode";
    private const string Folder = "folder";
    private const string DryRun = "dryrun";

    public static (ImportOptions Options, ImportProblem? Problem) Read(IReadOnlyDictionary<string, string> metadata)
    {
        var options = new ImportOptions
        {
            Folder = Value(metadata, Folder),
            Encoding = Value(metadata, "encoding"),
            Delimiter = Value(metadata, "delimiter"),
            Layout = Value(metadata, "layout"),
            Mapping = Value(metadata, "mapping"),
        };
        if (ModeWords.Parse(Value(metadata, Mode)) is not { } mode)
        {
            return (options, ImportProblems.InvalidMode);
        }

        return Value(metadata, DryRun)?.ToUpperInvariant() switch
        {
            null or "FALSE" or "0" => (options with { Mode = mode }, null),
            "TRUE" or "1" => (options with { Mode = mode, DryRun = true }, null),
            _ => (options, ImportProblems.InvalidDryRun),
        };
    }

    /// <summary>Names of metadata are blind to case, whatever client wrote them.</summary>
    private static string? Value(IReadOnlyDictionary<string, string> metadata, string name)
    {
        var value = metadata.FirstOrDefault(entry => string.Equals(entry.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }
}

/// <summary>The name under which a sent file is stored and shown.</summary>
internal static class UploadName
{
    /// <summary>Enough to know it by; a blob's whole name may have 1,024 characters.</summary>
    private const int MaxLength = 200;

    /// <summary>
    /// The last part of a path of any system, without what a blob's name may not hold or what makes it look like another. The end is kept,
    /// as it says the type.
    /// </summary>
    public static string Clean(string fileName)
    {
        var last = fileName.AsSpan()[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var name = string.Concat(last.ToString().Where(c => !IsUnseen(c))).Trim(' ', '.');
        var end = name.AsSpan()[Math.Max(0, name.Length - MaxLength)..];
        return end.IsEmpty ? "upload.csv" : (char.IsLowSurrogate(end[0]) ? end[1..] : end).ToString();
    }

    /// <summary>A path as it is shown: what breaks lines or turns the direction of writing is seen as such.</summary>
    public static string Shown(string path) => string.Concat(path.Select(c => IsUnseen(c) ? '\uFFFD' : c));

    /// <summary>
    /// Controls, the separators of lines and paragraphs, and the marks that make <c>gpj.csv</c> of <c>vsc.jpg</c> (Unicode's Bidi_Control).
    /// </summary>
    private static bool IsUnseen(char c) => char.IsControl(c)
        || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
