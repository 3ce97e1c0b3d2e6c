using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Interactions;

namespace ServerlessContacts.Functions.Interactions;

/// <summary>What <c>POST /api/interactions</c> says happened.</summary>
internal sealed record ReportedInteraction(
    InteractionKind Kind, string? Contact, string? Number, MemberId? Member, string? Group, string? ExternalId, DateTimeOffset At)
{
    private const int MostText = 200;

    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(10);

    public static async Task<ReportedInteraction> ReadAsync(RequestContext context, DateTimeOffset now)
    {
        var body = await RequestBody.ObjectAsync(context.Request);
        RequestBody.DemandKnown(body, "kind", "contact", "number", "member", "group", "externalId", "at");
        var (contact, number) = (Text(body, "contact"), Text(body, "number"));
        if (contact is null == number is null)
        {
            throw Query.Wrong("contact", "required", "Expected either contact or number.");
        }

        return new ReportedInteraction(Kinds(body), contact, number, Whose(
            context, Text(body, "member")), Text(body, "group"), Text(body, "externalId"), Time(body, now));
    }

    /// <summary>The same id for every repeat: by the telephone system's name for it, or by the caller's name for the request.</summary>
    public Interaction For(RequestContext context, ContactId? found)
    {
        var name = ExternalId is { } external ? $"external\n{external}"
            : Preconditions.IdempotencyKey(context.Request) is { } key ? $"key\n{key}"
            : null;
        var id = name is null
            ? Guid.NewGuid().ToByteArray()
            : SHA256.HashData(Encoding.UTF8.GetBytes($"{context.Caller.Actor}\n{name}"))[..16];
        return new Interaction
        {
            Id = Convert.ToHexStringLower(id),
            Kind = Kind,
            At = At,
            Contact = found?.ToString(),
            Number = Number,
            Member = Member?.Value,
            Group = Group,
            ExternalId = ExternalId,
            By = context.Caller.Actor,
        };
    }

    private static InteractionKind Kinds(JsonObject body) => Text(body, "kind") switch
    {
        "call" => InteractionKind.Call,
        "message" => InteractionKind.Message,
        null => throw Query.Wrong("kind", "required", "Expected a value."),
        _ => throw Query.Wrong("kind", "choice-invalid", "Expected call or message."),
    };

    /// <summary>The caller's own unless they may report those of others.</summary>
    private static MemberId? Whose(RequestContext context, string? named)
    {
        if (named is null || named == context.Caller.Member?.Value)
        {
            return context.Caller.Member;
        }

        context.Demand(Permission.InteractionsManage);
        return MemberId.TryParse(named, out var member) && context.Directory.Members.ContainsKey(MemberRecord.ContactId(member).Unique)
            ? member
            : throw Query.Wrong("member", "member-unknown", "There is no such member.");
    }

    private static DateTimeOffset Time(JsonObject body, DateTimeOffset now)
    {
        if (Text(body, "at") is not { } text)
        {
            return now;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && at <= now + MostAhead && at.Year >= 2000
                ? at
                : throw Query.Wrong("at", "time-invalid", "Expected a time in RFC 3339 that is not in the future.");
    }

    private static string? Text(JsonObject body, string name) => RequestBody.Text(body, name) switch
    {
        null or "" => null,
        { Length: <= MostText } text => text,
        _ => throw Query.Wrong(name, "too-long", $"Expected at most {MostText} characters."),
    };
}

/// <summary>The answers of <c>/api/interactions</c>.</summary>
internal static class InteractionResponses
{
    public static JsonObject View(Interaction interaction)
    {
        var view = new JsonObject
        {
            ["id"] = interaction.Id,
            ["kind"] = interaction.Kind == InteractionKind.Call ? "call" : "message",
            ["at"] = ContactView.Time(interaction.At),
            ["contact"] = interaction.Contact,
        };
        foreach (var (name, value) in new[] { ("number", interaction.Number), ("member", interaction.Member), (
            "group", interaction.Group), ("externalId", interaction.ExternalId) })
        {
            if (value is not null)
            {
                view[name] = value;
            }
        }

        return view;
    }
}
