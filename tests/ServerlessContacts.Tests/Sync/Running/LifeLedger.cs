using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>
/// What befell the people of a <see cref="MemoryLife"/>, each known by the address: enough to say at its end who may be where.
/// </summary>
internal sealed class LifeLedger
{
    private readonly List<string> lines = [];

    /// <summary>Everybody who was ever on one of the sides.</summary>
    public HashSet<string> EverThere { get; } = new(StringComparer.Ordinal);

    /// <summary>Whom a person removed on one of the sides.</summary>
    public HashSet<string> Removed { get; } = new(StringComparer.Ordinal);

    /// <summary>Who is gone on one side, which the owner chose to skip: the other side stays until somebody touches it.</summary>
    public Dictionary<string, Side> Skipped { get; } = new(StringComparer.Ordinal);

    /// <summary>Of whom the owner skipped values that went on one side: both sides agree to differ.</summary>
    public HashSet<string> Differing { get; } = new(StringComparer.Ordinal);

    /// <summary>Who was made at the provider while groups were chosen, and so was put into one of them there alone.</summary>
    public HashSet<string> Placed { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Names that groups gave up and nobody has given since: none comes back, but on who is made anew after a removal there.
    /// </summary>
    public HashSet<string> GivenUp { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Labels that the owner gave here by renaming another, each with the person. A group that gives the name up between the same two runs
    /// takes it from nobody of these: there it becomes the name of the label's own group.
    /// </summary>
    public HashSet<(string Person, string Label)> Relabelled { get; } = [];

    /// <summary>What happened, in the order in which it did.</summary>
    public string Text => string.Join(Environment.NewLine, lines);

    public void Tell(string line) => lines.Add(line);

    public void Bear(Contact person, Side side)
    {
        EverThere.Add(EmailOf(person));
        Tell($"{side}: {EmailOf(person)} is born");
    }

    public void Remove(Contact person, Side side)
    {
        Removed.Add(EmailOf(person));
        Touch(person, side, "is removed");
    }

    /// <summary>Whoever is edited or removed is skipped no more.</summary>
    public void Touch(Contact person, Side side, string what)
    {
        Skipped.Remove(EmailOf(person));
        Tell($"{side}: {EmailOf(person)} {what}");
    }

    public static string EmailOf(Contact contact) => contact.Emails[0].Address;
}
