using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.Simulators.Google;

/// <summary>
/// Google's People API v1 as it is documented and reported: what a good client never does is refused and counted in <see cref="Violations"/>, and what may
/// happen to any client happens where <see cref="Faults"/> says so.
/// </summary>
public sealed class GooglePeopleSimulator(SimulatedAccounts accounts, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, GoogleBook> books = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> violations = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> requests = new();

    /// <summary>The path that everything lies under, such as <c>/google</c>.</summary>
    public string Prefix { get; init; } = "";

    public GoogleFaults Faults { get; init; } = new();

    /// <summary>For how long listings show the state before a write.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>For how long an account stays throttled after a 429. Calls in that time are refused, and counted.</summary>
    public TimeSpan ThrottlePause { get; set; }

    /// <summary>Google rarely says how long to wait; with this set, it does.</summary>
    public bool AnnouncesPause { get; set; }

    /// <summary>Awaited while a change is on its way, so that a test can hold one open.</summary>
    public Func<Task> DuringMutation { get; set; } = () => Task.CompletedTask;

    /// <summary>How many lists of groups to come show none and say that this is all.</summary>
    public int EmptyGroupLists { get; set; }

    /// <summary>A batch is refused without a word about who is to blame.</summary>
    public bool HidesCulprits { get; set; }

    /// <summary>
    /// Told of each call as it arrives, before anything is done about it: method, path and query, as in <see cref="Requests"/>.
    /// </summary>
    public Action<string> Arriving { get; set; } = _ => { };

    /// <summary>Contacts that are refused for a reason that clients cannot foresee, as they are to be after the write.</summary>
    public Predicate<JsonObject> IsRefused { get; set; } = _ => false;

    /// <summary>How often clients broke which rule.</summary>
    public IReadOnlyDictionary<string, int> Violations => violations;

    /// <summary>Every call so far: method, path below the prefix, and query.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    public GoogleBook Book(SimulatedAccount account) => books.GetOrAdd(account.Id, _ => new GoogleBook(time));

    public void Map(WebApplication app)
    {
        app.MapGet($"{Prefix}/v1/people/me/connections", context => ServeAsync(context, ConnectionsEndpoint.List, isListing: true));
        app.MapPost($"{Prefix}/v1/people/me/connections", context => ServeLongAsync(context, ConnectionsEndpoint.List, isListing: true));
        app.MapGet($"{Prefix}/v1/people:batchGet", context => ServeAsync(context, BatchEndpoint.Get));
        app.MapPost($"{Prefix}/v1/people:batchGet", context => ServeLongAsync(context, BatchEndpoint.Get, isListing: false));
        app.MapPost($"{Prefix}/v1/people:batchCreateContacts", context => ServeAsync(context, BatchEndpoint.Create));
        app.MapPost($"{Prefix}/v1/people:batchUpdateContacts", context => ServeAsync(context, BatchEndpoint.Update));
        app.MapPost($"{Prefix}/v1/people:batchDeleteContacts", context => ServeAsync(context, BatchEndpoint.Delete));
        app.MapGet($"{Prefix}/v1/people/{{id}}", context => ServeAsync(context, ContactsEndpoint.Get));
        app.MapPost($"{Prefix}/v1/people:createContact", context => ServeAsync(context, ContactsEndpoint.Create));
        app.MapMethods($"{Prefix}/v1/people/{{id}}:updateContact", ["PATCH"], context => ServeAsync(context, ContactsEndpoint.Update));
        app.MapDelete($"{Prefix}/v1/people/{{id}}:deleteContact", context => ServeAsync(context, ContactsEndpoint.Delete));
        app.MapGet($"{Prefix}/v1/contactGroups", context => ServeAsync(context, ListGroups));
        app.MapPost($"{Prefix}/v1/contactGroups", context => ServeAsync(context, GroupsEndpoint.Create));
        app.MapGet($"{Prefix}/v1/contactGroups/{{id}}", context => ServeAsync(context, GroupsEndpoint.Get));
        app.MapPut($"{Prefix}/v1/contactGroups/{{id}}", context => ServeAsync(context, GroupsEndpoint.Update));
        app.MapGet($"{Prefix}/photos/{{source}}/{{version}}", ServePhotoAsync);
    }

    private async Task ServeAsync(HttpContext context, Func<GoogleCall, JsonObject> serve, bool isListing = false)
    {
        Note(context.Request);
        var answer = new GoogleAnswer(context);
        try
        {
            var account = Authenticate(context.Request);
            var book = Book(account);
            DemandPatience(book);
            var fault = Faults.Draw(isListing);
            if (await answer.MeetAsync(fault))
            {
                return;
            }

            Meet(fault, book);
            var call = new GoogleCall(context, account, book, fault, time.GetUtcNow(), Lag, PhotosAt(context.Request))
            {
                Body = await GoogleCall.ReadBodyAsync(context.Request),
                Violate = Violate,
                IsRefused = IsRefused,
            };
            await answer.WriteAsync(await CarryOutAsync(call, serve), fault);
        }
        catch (GoogleRefusal refusal)
        {
            await RefuseAsync(answer, refusal);
        }
    }

    /// <summary>Google's clients send what would make too long an address as a form, and say that it is a GET.</summary>
    private async Task ServeLongAsync(HttpContext context, Func<GoogleCall, JsonObject> serve, bool isListing)
    {
        if (context.Request.Headers["X-HTTP-Method-Override"] != "GET")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var form = new StreamReader(context.Request.Body);
        context.Request.QueryString = new QueryString("?" + await form.ReadToEndAsync(context.RequestAborted));
        context.Request.Method = "GET";
        await ServeAsync(context, serve, isListing);
    }

    private async Task<JsonObject> CarryOutAsync(GoogleCall call, Func<GoogleCall, JsonObject> serve)
    {
        if (call.Request.Method == "GET")
        {
            return serve(call);
        }

        try
        {
            if (!call.Book.BeginMutation())
            {
                throw GoogleRefusal.ParallelMutation();
            }

            await DuringMutation();
            return serve(call);
        }
        finally
        {
            call.Book.EndMutation();
        }
    }

    private JsonObject ListGroups(GoogleCall call)
    {
        if (EmptyGroupLists == 0)
        {
            return GroupsEndpoint.List(call);
        }

        EmptyGroupLists--;
        return new JsonObject { ["totalItems"] = 0 };
    }

    private SimulatedAccount Authenticate(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;
        return accounts.FindByToken(token) ?? throw GoogleRefusal.Unauthenticated();
    }

    private void DemandPatience(GoogleBook book)
    {
        if (book.ThrottledUntil > time.GetUtcNow())
        {
            throw GoogleRefusal.QuotaUsedUp("call-while-throttled");
        }
    }

    private void Meet(GoogleFault? fault, GoogleBook book)
    {
        switch (fault)
        {
            case GoogleFault.Throttle or GoogleFault.ThrottleStorage:
                book.ThrottledUntil = time.GetUtcNow() + ThrottlePause;
                throw fault == GoogleFault.Throttle ? GoogleRefusal.QuotaUsedUp() : GoogleRefusal.StorageQuotaUsedUp();
            case GoogleFault.Unavailable:
                throw GoogleRefusal.Unavailable();
            case GoogleFault.Rename when book.People is { Count: > 0 } people:
                book.Rename(people[Faults.Pick(people.Count)]["resourceName"]!.GetValue<string>());
                break;
        }
    }

    private async Task RefuseAsync(GoogleAnswer answer, GoogleRefusal refusal)
    {
        if (refusal.Violation is { } violation)
        {
            Violate(violation);
        }

        var pause = AnnouncesPause && refusal.Code == 429 ? ((int)ThrottlePause.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null;
        await answer.RefuseAsync(HidesCulprits ? refusal.WithoutCulprits() : refusal, pause);
    }

    private void Note(HttpRequest request)
    {
        var call = $"{request.Method} {request.Path.Value![Prefix.Length..]}{request.QueryString}";
        requests.Enqueue(call);
        Arriving(call);
    }

    private void Violate(string kind) => violations.AddOrUpdate(kind, 1, (_, count) => count + 1);

    private string PhotosAt(HttpRequest request) => $"{request.Scheme}://{request.Host}{Prefix}/photos";

    /// <summary>Pictures are public to those who know their address, as Google's are; who draws the default ones needs no picture here.</summary>
    private async Task ServePhotoAsync(HttpContext context)
    {
        Note(context.Request);
        var source = context.Request.RouteValues["source"]!.ToString()!;
        var version = context.Request.RouteValues["version"]!.ToString()!;
        var photo = books.Values.Select(book => book.PhotoOf(source)).FirstOrDefault(found => found is not null && GoogleBook.PhotoVersion(found) == version);
        context.Response.StatusCode = photo is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        context.Response.ContentType = "image/jpeg";
        await context.Response.Body.WriteAsync(photo ?? [], context.RequestAborted);
    }
}
