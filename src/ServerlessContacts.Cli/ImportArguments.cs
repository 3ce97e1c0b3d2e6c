namespace ServerlessContacts.Cli;

/// <summary>The file to import, and what is asked of its import: the parameters of <c>POST /api/imports</c>.</summary>
internal sealed record ImportArguments(string File, IReadOnlyDictionary<string, string> Parameters)
{
    public const string Usage =
        "Usage: import FILE [--dry-run] [--mode upsert|add-only|replace] [--scope shared|personal] [--folder ID] [--encoding E] [--delimiter D] [--layout L] [--mapping NAME]";

    private static readonly string[] Valued = ["mode", "scope", "folder", "encoding", "delimiter", "layout", "mapping"];

    public bool IsDryRun => Parameters.ContainsKey("dryRun");

    /// <summary>Null where something was said that is not understood.</summary>
    public static ImportArguments? Parse(IReadOnlyList<string> args)
    {
        if (args is not ["import", ..])
        {
            return null;
        }

        string? file = null;
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < args.Count; i++)
        {
            if (args[i] == "--dry-run")
            {
                parameters["dryRun"] = "true";
            }
            else if (args[i].StartsWith("--", StringComparison.Ordinal))
            {
                if (!Valued.Contains(args[i][2..], StringComparer.Ordinal) || i + 1 == args.Count)
                {
                    return null;
                }

                parameters[args[i][2..]] = args[++i];
            }
            else if (file is null)
            {
                file = args[i];
            }
            else
            {
                return null;
            }
        }

        return file is null ? null : new ImportArguments(file, parameters);
    }
}
