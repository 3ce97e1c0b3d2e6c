using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>
/// Microsoft Graph's contacts, folders, changes and subscriptions as documented and as reported where the documents are silent, over HTTP
/// below <c>/v1.0</c>. What clients do wrong is refused and counted.
/// </summary>
public sealed class GraphSimulator : IAsyncDisposable
{
    private readonly SimulatedAccounts accounts;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, GraphMailbox> mailboxes = new(StringComparer.Ordinal);
    private readonly GraphTraffic traffic;
    private readonly GraphDelta delta;
    private readonly GraphPost post;
    private readonly SubscriptionBook subscriptions;
    private readonly GraphNotifier notifier;
    private readonly GraphRouter router;
    private readonly GraphCallLog calls = new();

    public GraphSimulator(SimulatedAccounts accounts, TimeProvider time, int seed = 1)
    {
        (this.accounts, this.time) = (accounts, time);
        Faults = new GraphFaults(seed);
        traffic = new GraphTraffic(time);
        delta = new GraphDelta(Faults);
        post = new GraphPost(time);
        subscriptions = new SubscriptionBook(post, time);
        notifier = new GraphNotifier(post, subscriptions, Faults, time);
        router = new GraphRouter(Mailbox, new GraphContacts(Faults, traffic), delta, subscriptions, traffic, InjectedInBatch);
    }

    public GraphFaults Faults { get; }

    /// <summary>How often clients did what they must not, by <see cref="GraphViolation"/>.</summary>
    public IReadOnlyDictionary<string, int> Violations => traffic.Violations;

    /// <summary>Told of each request before it is answered: what a person does in this very moment, the answer shows.</summary>
    public Action<GraphCall> Arriving { get; set; } = _ => { };

    public IReadOnlyList<SimulatedSubscription> Subscriptions => subscriptions.Active;

    /// <summary>The newest requests, oldest first.</summary>
    public IReadOnlyList<GraphCall> Calls => calls.Newest;

    /// <summary>For so long after a 429 other requests of the mailbox may still arrive without offence.</summary>
    public TimeSpan ThrottlingGrace
    {
        get => traffic.Grace;
        set => traffic.Grace = value;
    }

    /// <summary>How long an endpoint may take to answer the handshake.</summary>
    public TimeSpan HandshakePatience
    {
        get => post.HandshakePatience;
        set => post.HandshakePatience = value;
    }

    public GraphMailbox Mailbox(SimulatedAccount account) => mailboxes.GetOrAdd(account.Id, _ =>
    {
        var mailbox = new GraphMailbox(account, time);
        mailbox.Changed = (contact, changeType) => notifier.Tell(mailbox, contact, changeType);
        return mailbox;
    });

    /// <summary>Every delta token that is out is unknown from now on.</summary>
    public void ForgetDeltaTokens() => delta.ForgetTokens();

    /// <summary>Sends the event to the subscription's lifecycle address; a removed subscription is gone before its client hears of it.</summary>
    public async Task RaiseAsync(GraphLifecycleEvent lifecycle, string subscription)
    {
        var found = Subscriptions.Single(one => one.Id == subscription);
        if (lifecycle == GraphLifecycleEvent.SubscriptionRemoved)
        {
            subscriptions.Remove(subscription);
        }

        await notifier.TellAsync(found, lifecycle);
    }

    public void Map(WebApplication app) => app.Map("/v1.0/{**path}", AnswerAsync);

    public async ValueTask DisposeAsync()
    {
        await notifier.DisposeAsync();
        post.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var token = context.Request.Headers.Authorization.ToString();
        if (accounts.FindByToken(token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? token[7..] : null) is not { } account)
        {
            await GraphWire.WriteAsync(context, GraphAnswer.Error(401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid."));
            return;
        }

        var request = await GraphWire.ReadAsync(context, account);
        Arriving(calls.Add(request));
        try
        {
            var refusal = traffic.Enter(request);
            await AnswerAsync(context, request, refusal);
        }
        finally
        {
            traffic.Leave(account.Id);
        }
    }

    private async Task AnswerAsync(HttpContext context, GraphRequest request, GraphAnswer? refusal)
    {
        if (refusal is null && Faults.Strikes(GraphFault.RequestLost))
        {
            context.Abort();
            return;
        }

        var answer = refusal ?? Injected(request) ?? await router.AnswerAsync(request, context.RequestAborted);
        // A wait that nobody was told of could not be kept.
        if (!answer.Failed && Faults.Strikes(GraphFault.AnswerLost))
        {
            traffic.Unsay(request.Account.Id);
            context.Abort();
            return;
        }

        await GraphWire.WriteAsync(context, answer);
    }

    private GraphAnswer? InjectedInBatch(GraphRequest request)
    {
        Arriving(calls.Add(request, isInBatch: true));
        return Injected(request);
    }

    /// <summary>Inside a batch it is each of its requests that can fail, not the batch.</summary>
    private GraphAnswer? Injected(GraphRequest request)
    {
        if (request.Path is ["$batch"])
        {
            return null;
        }

        if (Faults.Strikes(GraphFault.Unavailable))
        {
            return GraphAnswer.Error(503, "ServiceUnavailable", "The service is temporarily unavailable.");
        }

        return Faults.Strikes(GraphFault.Throttled) ? traffic.Announce(request, Faults.RetryAfterSeconds) : null;
    }
}
