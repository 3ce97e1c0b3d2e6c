using System.Text.RegularExpressions;

namespace ServerlessContacts.LocalHost.Blobs;

/// <summary>
/// The path of a blob trigger, <c>container/folder/{name}.csv</c>. As in the Functions host, a name in braces takes as much as it can,
/// slashes included.
/// </summary>
internal sealed partial class BlobPattern
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);
    private readonly Regex blob;

    private BlobPattern(string container, string path)
    {
        Container = container;
        Prefix = path.Split('{')[0];
        Names = [.. Placeholder().Matches(path).Select(match => Name(match))];
        blob = new Regex($"^{Expression(path)}$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, MatchTimeout);
    }

    public string Container { get; }

    /// <summary>What the names of all matching blobs begin with.</summary>
    public string Prefix { get; }

    public IReadOnlyList<string> Names { get; }

    public static BlobPattern Parse(string function, string path) =>
        path.Split('/', 2) is [{ Length: > 0 } container, { Length: > 0 } blob] && !container.Contains('{', StringComparison.Ordinal)
            ? new BlobPattern(container, blob)
            : throw new LocalHostSetupException($"The path of blob trigger {function} is not container/name: {path}");

    /// <returns>The values of <see cref="Names"/>, or null if the blob does not match.</returns>
    public IReadOnlyDictionary<string, string>? Match(string name)
    {
        var match = blob.Match(name);
        return match.Success ? Names.ToDictionary(key => key, key => match.Groups[key].Value, StringComparer.OrdinalIgnoreCase) : null;
    }

    private static string Expression(string path)
    {
        var literals = Placeholder().Split(path).Select(Regex.Escape);
        var groups = Placeholder().Matches(path).Select(match => $"(?<{Name(match)}>.+)");
        return string.Concat(literals.Zip(groups.Append(string.Empty), (literal, group) => literal + group));
    }

    private static string Name(Match placeholder) => placeholder.Value[1..^1];

    /// <summary>Captures nothing, so that splitting by it gives only what lies between.</summary>
    [GeneratedRegex(@"\{[A-Za-z_]\w*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
