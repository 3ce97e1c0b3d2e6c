using System.Security.Cryptography;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Links;

/// <summary>
/// Tells that a third party syncs the same accounts: the item leaves a state and is turned back to it, again and again. No person does that three times within a day.
/// </summary>
internal static class Turns
{
    private const int Kept = 8;
    private const int ReturnsOfALoop = 3;

    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    public static string Hash(Contact contact) => Convert.ToHexStringLower(SHA256.HashData(LinkJson.Write(contact)).AsSpan(0, 8));

    public static IReadOnlyList<Turn> Add(IReadOnlyList<Turn> turns, IEnumerable<Turn> fresh) => [.. turns.Concat(fresh).TakeLast(Kept)];

    /// <summary>Whether the item was turned back so often to a state that it had left.</summary>
    /// <param name="turns">In order.</param>
    /// <param name="forgiven">What was before is forgiven.</param>
    public static bool IsLoop(IReadOnlyList<Turn> turns, DateTimeOffset? forgiven = null)
    {
        if (turns is not [.., var last])
        {
            return false;
        }

        var returns = 0;
        for (var at = 1; at < turns.Count; at++)
        {
            var isReturn = turns[at].By == Side.There && last.At - turns[at].At < Memory && !(turns[at].At <= forgiven)
                && !string.Equals(turns[at - 1].Hash, turns[at].Hash, StringComparison.Ordinal)
                && turns.Take(at - 1).Any(before => string.Equals(before.Hash, turns[at].Hash, StringComparison.Ordinal));
            returns += isReturn ? 1 : 0;
        }

        return returns >= ReturnsOfALoop;
    }
}

/// <summary>Values of a contact flip back and forth between two states.</summary>
internal sealed class LoopException(string message) : Exception(message);
