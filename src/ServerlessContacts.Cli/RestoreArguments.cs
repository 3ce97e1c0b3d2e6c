namespace ServerlessContacts.Cli;

/// <summary>Which backup is restored; none to list those there are.</summary>
internal sealed record RestoreArguments(string? Backup, string? Tenant)
{
    public const string Usage = "Usage: restore [BACKUP|newest] [--tenant ID]";

    /// <summary>Null where something was said that is not understood.</summary>
    public static RestoreArguments? Parse(IReadOnlyList<string> args) => args switch
    {
        ["restore"] => new RestoreArguments(null, null),
        ["restore", var backup] when !IsOption(backup) => new RestoreArguments(backup, null),
        ["restore", var backup, "--tenant", var tenant] when !IsOption(backup) && !IsOption(tenant) => new RestoreArguments(backup, tenant),
        _ => null,
    };

    private static bool IsOption(string text) => text.StartsWith('-');
}
