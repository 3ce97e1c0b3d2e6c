using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Steps;

/// <summary>Everything that a step may change, as one text that says the same whenever it is the same.</summary>
internal static class StepState
{
    public static async Task<JsonObject> OfAsync(SyncRig rig, RunRecord? run, IReadOnlyList<string> calls, int writes)
    {
        var standing = await rig.StandingAsync();
        var book = await rig.BookAsync();
        return new JsonObject
        {
            ["run"] = run is null ? null : await RunAsync(rig, run),
            ["connection"] = $"{standing.Status}, {standing.Statistics.InSync} in sync, {standing.Statistics.Parked} parked{(standing.Problem is { } problem ? $", {problem.Code}" : "")}",
            ["here"] = Sorted(book.Select(contact => Json(contact.Record.Contact))),
            ["there"] = Sorted(rig.Provider.People.Select(person => Json(person.Contact))),
            ["links"] = Sorted((await rig.LinksAsync()).Select(link => (JsonNode)Text(rig, link, book.FirstOrDefault(contact => contact.Id.Unique == link.Contact)?.Record.Contact))),
            ["reviews"] = Sorted((await rig.ReviewsAsync()).Select(review => (JsonNode)$"{review.Name}: {review.Field ?? "deleted"}, ours {review.Ours ?? "-"}, theirs {review.Theirs ?? "-"}, kept {review.Kept}")),
            ["asked"] = new JsonArray([.. calls.GroupBy(call => call).Select(same => (JsonNode)$"{same.Key} {same.Count()}")]),
            ["writtenThere"] = writes,
        };
    }

    private static async Task<JsonNode> RunAsync(SyncRig rig, RunRecord run) => new JsonObject
    {
        ["status"] = run.Problem is { } problem ? $"{run.Status}, {problem.Code}" : run.Status.ToString(),
        ["outcomes"] = Sorted((await rig.OutcomesAsync(run)).Select(outcome =>
            (JsonNode)$"{outcome.Side} {outcome.Kind} {outcome.Name}{(outcome.Reason is { } reason ? $": {reason}" : "")}")),
    };

    private static string Text(SyncRig rig, Link link, Contact? contact)
    {
        var name = contact?.Caption ?? (link.Item is { Raw.Length: > 0 } item ? rig.Provider.View(item).Caption : "somebody");
        return link.Tombstone is { } tombstone ? $"{name}: {link.State}, gone {tombstone.Side} by {tombstone.By}" : $"{name}: {link.State}";
    }

    private static JsonNode Json(Contact contact) => JsonSerializer.SerializeToNode(contact, ContactJson.Contact)!;

    private static JsonArray Sorted(IEnumerable<JsonNode> nodes) => new([.. nodes.OrderBy(node => node.ToJsonString(), StringComparer.Ordinal)]);
}
