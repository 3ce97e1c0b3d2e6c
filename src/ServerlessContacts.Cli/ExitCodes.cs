namespace ServerlessContacts.Cli;

/// <summary>What a script is told.</summary>
internal static class ExitCodes
{
    /// <summary>Every row was imported, or would be.</summary>
    public const int Done = 0;

    /// <summary>Rows were rejected, or the import failed, was refused, or waits for a decision.</summary>
    public const int Failed = 1;

    public const int Misuse = 2;
}

/// <summary>Why a command could not do what it was to do, in a sentence for whoever gave it.</summary>
internal sealed class CommandException(string message) : Exception(message);
