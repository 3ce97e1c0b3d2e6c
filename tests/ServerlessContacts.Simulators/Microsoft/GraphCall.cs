using System.Text;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>A request that arrived with a good token.</summary>
/// <param name="Path">Below the version, with its query.</param>
/// <param name="IsInBatch">Whether it came as one of a batch's.</param>
public sealed record GraphCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body, bool IsInBatch = false);

internal sealed class GraphCallLog
{
    private const int Most = 1000;

    private readonly Lock gate = new();
    private readonly Queue<GraphCall> calls = new();

    public IReadOnlyList<GraphCall> Newest
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    public GraphCall Add(GraphRequest request, bool isInBatch = false)
    {
        var query = string.Join('&', request.Query.Select(pair => $"{pair.Key}={pair.Value}"));
        var path = string.Join('/', request.Path) + (query.Length == 0 ? "" : $"?{query}");
        var call = new GraphCall(request.Method, path, request.Headers, Encoding.UTF8.GetString(request.Body), isInBatch);
        lock (gate)
        {
            calls.Enqueue(call);
            if (calls.Count > Most)
            {
                calls.Dequeue();
            }
        }

        return call;
    }
}
