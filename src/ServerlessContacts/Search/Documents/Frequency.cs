using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>From the weight of somebody's calls and messages to the order of contacts.</summary>
internal static class Frequency
{
    /// <summary>A weight is a logarithm in half-lives, so that a step is a few seconds of one, and weights of this century fit into 31 bits.</summary>
    private const double Steps = 1 << 20;

    /// <summary>0 where there were none.</summary>
    public static int BoostOf(ActivityWeight? weight) => weight is { } known ? 1 + (int)Math.Clamp(known.Value * Steps, 0, int.MaxValue - 1) : 0;
}
