namespace ServerlessContacts.Cli;

internal enum PoisonAction
{
    List,
    Return,
    Delete,
}

/// <summary>What is done with the messages of which queue; of all where they are listed.</summary>
internal sealed record PoisonArguments(PoisonAction Action, string Queue)
{
    public const string Usage = "Usage: poison [QUEUE --return|--delete]";

    /// <summary>Null where something was said that is not understood. The queue may be named with its suffix or without.</summary>
    public static PoisonArguments? Parse(IReadOnlyList<string> args) => args switch
    {
        ["poison"] => new PoisonArguments(PoisonAction.List, ""),
        ["poison", var queue, "--return"] => new PoisonArguments(PoisonAction.Return, Bare(queue)),
        ["poison", var queue, "--delete"] => new PoisonArguments(PoisonAction.Delete, Bare(queue)),
        _ => null,
    };

    private static string Bare(string queue) => queue.EndsWith("-poison", StringComparison.Ordinal) ? queue[..^"-poison".Length] : queue;
}
