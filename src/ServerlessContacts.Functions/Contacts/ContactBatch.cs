using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions.Contacts;

/// <summary>
/// Up to 500 edits in one request, each with an outcome of its own:
/// <c>{items: [{operation: create|update|delete, id?, etag?, contact?}]}</c>.
/// </summary>
public sealed partial class ContactBatch(ContactEditor editor, ILogger<ContactBatch> logger)
{
    public const int MostItems = 500;

    /// <summary>Enough to use all shards at once.</summary>
    private const int AtOnce = 8;

    public async Task<IResult> RunAsync(RequestContext context)
    {
        if (await RequestBody.ListAsync(context.Request, "items", RequestBody.MostOfAll) is not { Count: > 0 and <= MostItems } items)
        {
            return Problems.Invalid("items", "items-invalid", $"Expected 1 to {MostItems} items.");
        }

        var outcomes = new JsonObject[items.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = context.Aborted };
        await Parallel.ForAsync(
            0, items.Count, options, async (index, _) => outcomes[index] = await OutcomeAsync(context, items[index], index));
        return Results.Json(new JsonObject { ["items"] = new JsonArray([.. outcomes]) });
    }

    private async Task<JsonObject> OutcomeAsync(RequestContext context, ReadOnlyMemory<byte> sent, int index)
    {
        try
        {
            var item = sent.Span is [(byte)'{', ..] ? RequestBody.Parse(sent) : null;
            var result = item is null ? Wrong("", "Expected an object.") : await EditAsync(context, item, index);
            return Outcome(context, result, IsCreate(item));
        }
        catch (ProblemException problem)
        {
            return ProblemOutcome(problem.Result);
        }
        catch (Exception exception) when (Outages.Of(exception, context.Aborted) is { } outage)
        {
            // The other items have outcomes of their own, which must not be lost.
            return ProblemOutcome(outage);
        }
        catch (Exception failed) when (!context.Aborted.IsCancellationRequested)
        {
            Log.ItemFailed(logger, index, failed);
            return ProblemOutcome(Problems.Unexpected());
        }
    }

    private Task<EditResult> EditAsync(RequestContext context, JsonObject item, int index)
    {
        var contact = item["contact"] as JsonObject ?? [];
        if (IsCreate(item))
        {
            var key = Preconditions.IdempotencyKey(context.Request) is { } named
                ? new IdempotencyKey($"{named}#{index}", contact.ToJsonString())
                : null;
            return editor.CreateAsync(context.Edit, contact, ContactRequests.IsShared(contact), key, context.Aborted);
        }

        if (RequestBody.Text(item, "operation") is not ("update" or "delete"))
        {
            return Task.FromResult(Wrong("operation", "Expected create, update or delete."));
        }

        return ContactId.TryParse(RequestBody.Text(item, "id"), out var id)
            ? ChangeAsync(context, item, id, contact)
            : Task.FromResult<EditResult>(new EditResult.NotFound());
    }

    private Task<EditResult> ChangeAsync(RequestContext context, JsonObject item, ContactId id, JsonObject contact)
    {
        var version = Preconditions.Version(RequestBody.Text(item, "etag") ?? "");
        return RequestBody.Text(item, "operation") == "update"
            ? editor.PatchAsync(context.Edit, id, contact, version, context.Aborted)
            : editor.DeleteAsync(context.Edit, id, version, context.Aborted);
    }

    private static JsonObject Outcome(RequestContext context, EditResult result, bool created) => result switch
    {
        EditResult.Saved { Contact: var contact } => new JsonObject
        {
            ["status"] = created ? StatusCodes.Status201Created : StatusCodes.Status200OK,
            ["contact"] = ContactView.Of(context, contact.Id, contact.Version, contact.Record),
        },
        EditResult.Deleted => new JsonObject { ["status"] = StatusCodes.Status204NoContent },
        _ => ProblemOutcome(EditResponses.Of(context, result)),
    };

    private static JsonObject ProblemOutcome(IResult result)
    {
        var problem = ((Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult)result).ProblemDetails;
        return new JsonObject { ["status"] = problem.Status, ["problem"] = System.Text.Json.JsonSerializer.SerializeToNode(problem) };
    }

    private static bool IsCreate(JsonObject? item) => item is not null && RequestBody.Text(item, "operation") is null or "create";

    private static EditResult Wrong(string field, string message) =>
        new EditResult.Invalid([new FieldProblem(field, "item-invalid", message)]);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Item {Index} of a batch failed; the others have their answers")]
        public static partial void ItemFailed(ILogger logger, int index, Exception failed);
    }
}
