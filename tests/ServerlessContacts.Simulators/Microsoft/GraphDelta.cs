using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>
/// The changes of one folder in rounds: a first one with everything, then one from each delta token. Tokens say nothing to the client;
/// items come in no order that means anything, sometimes twice.
/// </summary>
internal sealed class GraphDelta(GraphFaults faults)
{
    private const int DefaultPage = 10;

    private readonly ConcurrentDictionary<string, Round> rounds = new(StringComparer.Ordinal);

    public GraphAnswer Answer(GraphMailbox mailbox, GraphRequest request, string folder)
    {
        if (request.Query.Keys.FirstOrDefault(name => name is not ("$select" or "$skiptoken" or "$deltatoken")) is { } option)
        {
            return GraphAnswer.Error(400, "ErrorInvalidUrlQuery", $"The query option '{option}' is not supported with change tracking.");
        }

        return Find(mailbox, request, folder) is { } round ? Page(request, round) : Lost;
    }

    /// <summary>The service forgets every state it gave out.</summary>
    public void ForgetTokens() => rounds.Clear();

    private Round? Find(GraphMailbox mailbox, GraphRequest request, string folder)
    {
        if (request.Query.GetValueOrDefault("$skiptoken") is { } skip)
        {
            return Known(skip, folder);
        }

        if (request.Query.GetValueOrDefault("$deltatoken") is not { } delta)
        {
            return First(mailbox, folder, request.Query.GetValueOrDefault("$select"));
        }

        return Known(delta, folder) is { } last && !faults.Strikes(GraphFault.TokenExpired) ? Following(mailbox, folder, last) : null;
    }

    private Round? Known(string token, string folder) => rounds.GetValueOrDefault(token) is { } round && round.Folder == folder ? round : null;

    private Round First(GraphMailbox mailbox, string folder, string? select)
    {
        var until = mailbox.SequenceBefore(Age());
        IEnumerable<ContactVersion> items = faults.Strikes(GraphFault.EmptyListing) ? [] : mailbox.In(folder, until);
        if (faults.Strikes(GraphFault.EarlyRemoval))
        {
            var unknown = new ContactVersion(0, default, $"AAkALgGone{Guid.NewGuid():N}", folder, [], Deleted: true);
            items = items.Concat(mailbox.Changes(folder, 0, until).Where(version => version.Deleted)).Prepend(unknown);
        }

        return new Round(folder, select, [.. items], 0, until, IsFirst: true);
    }

    private Round Following(GraphMailbox mailbox, string folder, Round last)
    {
        var until = Math.Max(last.Until, mailbox.SequenceBefore(Age()));
        return new Round(folder, last.Select, mailbox.Changes(folder, last.Until, until), 0, until, IsFirst: false);
    }

    private TimeSpan Age() => faults.Strikes(GraphFault.StaleListing) ? faults.StaleBy : TimeSpan.Zero;

    private GraphAnswer Page(GraphRequest request, Round round)
    {
        var size = faults.Strikes(GraphFault.EmptyPage) ? 0 : Math.Clamp(request.MaxPageSize ?? DefaultPage, 1, faults.MostOnPage);
        var items = round.Items.Skip(round.At).Take(size);
        if (size > 0 && round.At > 0 && faults.Strikes(GraphFault.Replay))
        {
            items = items.Prepend(round.Items[round.At - 1]);
        }

        var next = round with { At = Math.Min(round.At + size, round.Items.Count) };
        var isLast = size > 0 && next.At == round.Items.Count;
        return GraphAnswer.Ok(new JsonObject
        {
            ["@odata.context"] = $"{request.Root}/$metadata#Collection(contact)",
            [isLast ? "@odata.deltaLink" : "@odata.nextLink"] = Link(request, next, isLast ? "$deltatoken" : "$skiptoken"),
            ["value"] = new JsonArray([.. items.Select(version => Show(version, request, round))]),
        }) with
        { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Preference-Applied"] = Applied(request) } };
    }

    private JsonNode Show(ContactVersion version, GraphRequest request, Round round)
    {
        var item = version.Deleted
            ? new JsonObject { ["id"] = GraphContacts.Id(version, request), ["@removed"] = new JsonObject { ["reason"] = "deleted" } }
            : GraphQuery.Select(GraphContacts.Show(version, request), round.Select);
        item["@odata.type"] = "#microsoft.graph.contact";
        return !version.Deleted && !round.IsFirst && faults.Strikes(GraphFault.PartialItem) ? Part(item) : item;
    }

    private static JsonObject Part(JsonObject item)
    {
        foreach (var name in new[] { "emailAddresses", "businessPhones", "companyName", "homeAddress" })
        {
            item.Remove(name);
        }

        return item;
    }

    private string Link(GraphRequest request, Round round, string kind)
    {
        var token = Guid.NewGuid().ToString("N");
        rounds[token] = round;
        return $"{request.Root}/me/contactfolders('{Uri.EscapeDataString(round.Folder)}')/contacts/delta?{kind}={token}";
    }

    private static string Applied(GraphRequest request) => request.MaxPageSize is { } size ? $"odata.maxpagesize={size}" : "odata.track-changes";

    private static GraphAnswer Lost => GraphAnswer.Error(
        410, "SyncStateNotFound", "The sync state generation is not found; generation=149;[highest=157][157][155][156].");

    private sealed record Round(string Folder, string? Select, IReadOnlyList<ContactVersion> Items, int At, long Until, bool IsFirst);
}
