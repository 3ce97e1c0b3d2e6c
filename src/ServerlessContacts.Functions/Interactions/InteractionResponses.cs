using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Interactions;

namespace ServerlessContacts.Functions.Interactions;

/// <summary>The answers of <c>/api/interactions</c>.</summary>
internal static class InteractionResponses
{
    public static IResult Of(RecordResult result) => result switch
    {
        RecordResult.Recorded { Interaction: var recorded } => Results.Json(View(recorded), statusCode: StatusCodes.Status201Created),
        RecordResult.Invalid { Problem: var problem } => Problems.Invalid([problem]),
        RecordResult.PermissionMissing { Permission: var permission } => Problems.PermissionMissing(permission),
        _ => Problems.KeyReused(),
    };

    public static JsonObject View(Interaction interaction)
    {
        var view = new JsonObject
        {
            ["id"] = interaction.Id,
            ["kind"] = interaction.Kind == InteractionKind.Call ? "call" : "message",
            ["at"] = ContactView.Time(interaction.At),
            ["contact"] = interaction.Contact,
        };
        (string Name, string? Value)[] others =
        [
            ("number", interaction.Number),
            ("member", interaction.Member),
            ("group", interaction.Group),
            ("externalId", interaction.ExternalId),
        ];
        foreach (var (name, value) in others)
        {
            if (value is not null)
            {
                view[name] = value;
            }
        }

        return view;
    }
}
