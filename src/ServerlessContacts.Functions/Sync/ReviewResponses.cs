using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Contacts;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Functions.Sync;

/// <summary>Requests and answers about what waits for a decision.</summary>
internal static class ReviewResponses
{
    private static readonly ReviewDecision[] Decisions = [ReviewDecision.Ours, ReviewDecision.Theirs, ReviewDecision.Both];

    public static async Task<ReviewDecision> DecisionAsync(RequestContext context)
    {
        var body = await RequestBody.ObjectAsync(context.Request);
        RequestBody.DemandKnown(body, "decision");
        var text = RequestBody.Text(body, "decision") ?? throw Query.Wrong("decision", "required", "Expected a value.");
        var found = Array.FindIndex(Decisions, decision => Word(decision) == text);
        return found >= 0
            ? Decisions[found]
            : throw Query.Wrong("decision", "choice-invalid", $"Expected one of {string.Join(", ", Decisions.Select(Word))}.");
    }

    public static IResult Of(Reviewed result) => result switch
    {
        Reviewed.Done => Results.NoContent(),
        Reviewed.Outdated => Problems.Conflict(
            "review-outdated", "What this is about has changed since. Decide for both to leave it as it is now."),
        Reviewed.Unavailable => Problems.Unavailable("provider-unavailable", "The provider cannot be asked now. Decide again later."),
        _ => Problems.NotFound(),
    };

    public static IResult List(RequestContext context, IReadOnlyList<Review> reviews) => Page.Of(context, reviews, View);

    private static JsonObject View(Review review)
    {
        var view = (JsonObject)JsonSerializer.SerializeToNode(review, StoredJson.Options)!;
        view["name"] = TextCut.Shown(RunResponses.MaxName, review.Name);
        view["kind"] = review.IsOfLabel ? "label" : review.Field is null ? "deletion" : "conflict";
        if (review.IsOfLabel)
        {
            view.Remove("contact");
        }

        view["kept"] = Kept(review.Kept);
        view["at"] = ContactView.Time(review.At);
        return view;
    }

    private static string Kept(Winner winner) => winner == Winner.Neither ? Word(ReviewDecision.Both) : Word(winner);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
