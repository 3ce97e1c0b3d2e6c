using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary><c>/subscriptions</c>: made only after both addresses have answered the handshake, and never for longer than a week.</summary>
internal sealed class SubscriptionBook(GraphPost post, TimeProvider time)
{
    private const string Resource = "me/contacts";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10_080);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(45);
    private static readonly string[] ChangeTypes = ["created", "updated", "deleted"];

    private readonly ConcurrentDictionary<string, SimulatedSubscription> all = new(StringComparer.Ordinal);

    /// <summary>Those that have not run out.</summary>
    public IReadOnlyList<SimulatedSubscription> Active => [.. all.Values.Where(one => one.Expires > time.GetUtcNow())];

    public void Remove(string id) => all.TryRemove(id, out _);

    public Task<GraphAnswer> AnswerAsync(GraphRequest request, string[] rest, CancellationToken cancellationToken) => (request.Method, rest) switch
    {
        ("POST", []) => CreateAsync(request, cancellationToken),
        ("GET", []) => Task.FromResult(List(request)),
        (_, [var id, .. var part]) => Task.FromResult(Find(request, id) is { } found ? One(request, found, part) : NotFound),
        _ => Task.FromResult(NotFound),
    };

    private GraphAnswer List(GraphRequest request) => GraphAnswer.Ok(new JsonObject
    {
        ["value"] = new JsonArray([.. Active.Where(one => one.Account == request.Account).Select(one => one.ToJson())]),
    });

    private SimulatedSubscription? Find(GraphRequest request, string id) => Active.FirstOrDefault(one => one.Id == id && one.Account == request.Account);

    private GraphAnswer One(GraphRequest request, SimulatedSubscription found, string[] part) => (request.Method, part) switch
    {
        ("GET", []) => GraphAnswer.Ok(found.ToJson()),
        ("PATCH", []) => Renew(request, found),
        ("DELETE", []) => Delete(found),
        ("POST", ["reauthorize"]) => Reauthorize(found),
        _ => NotFound,
    };

    private async Task<GraphAnswer> CreateAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        if (Read(request) is not { } wanted)
        {
            return Invalid("Subscription request is not valid.");
        }

        if (Expiry(wanted.Expires) is not { } expires)
        {
            return Invalid("Subscription expiration can only be 10080 minutes in the future.");
        }

        foreach (var url in new[] { wanted.NotificationUrl, wanted.LifecycleUrl }.OfType<Uri>())
        {
            if (await post.ShakeHandsAsync(url, cancellationToken) is { } problem)
            {
                return Invalid($"Subscription validation request failed. {problem}");
            }
        }

        all[wanted.Id] = wanted with { Expires = expires };
        return new GraphAnswer(201, all[wanted.Id].ToJson());
    }

    private static SimulatedSubscription? Read(GraphRequest request)
    {
        var body = request.Json();
        string? Text(string name) => body?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        if (Text("resource")?.TrimStart('/') is not Resource || !IsChangeType(Text("changeType")) || Text("clientState") is { Length: > 128 }
            || !Uri.TryCreate(Text("notificationUrl"), UriKind.Absolute, out var url) || Moment(Text("expirationDateTime")) is not { } expires)
        {
            return null;
        }

        var lifecycle = Text("lifecycleNotificationUrl") is { } text ? new Uri(text) : null;
        return new SimulatedSubscription(Guid.NewGuid().ToString(), request.Account, url, lifecycle, Resource, Text("changeType")!, Text("clientState") ?? "", expires);
    }

    private static bool IsChangeType(string? text) => text is not null && text.Split(',', StringSplitOptions.TrimEntries).All(ChangeTypes.Contains);

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    /// <summary>Too short is made longer; too long is refused.</summary>
    private DateTimeOffset? Expiry(DateTimeOffset wanted)
    {
        var now = time.GetUtcNow();
        return wanted > now + Longest ? null : wanted < now + Shortest ? now + Shortest : wanted;
    }

    private GraphAnswer Renew(GraphRequest request, SimulatedSubscription found)
    {
        if (Moment(request.Json()?["expirationDateTime"]?.GetValue<string>()) is not { } wanted || Expiry(wanted) is not { } expires)
        {
            return Invalid("Subscription expiration can only be 10080 minutes in the future.");
        }

        all[found.Id] = found with { Expires = expires, Reauthorizations = found.Reauthorizations + 1 };
        return GraphAnswer.Ok(all[found.Id].ToJson());
    }

    private GraphAnswer Delete(SimulatedSubscription found)
    {
        Remove(found.Id);
        return GraphAnswer.Done;
    }

    private GraphAnswer Reauthorize(SimulatedSubscription found)
    {
        all[found.Id] = found with { Reauthorizations = found.Reauthorizations + 1 };
        return GraphAnswer.Done;
    }

    private static GraphAnswer Invalid(string message) => GraphAnswer.Error(400, "ValidationError", message);

    private static GraphAnswer NotFound => GraphAnswer.Error(404, "ResourceNotFound", "The object was not found.");
}
