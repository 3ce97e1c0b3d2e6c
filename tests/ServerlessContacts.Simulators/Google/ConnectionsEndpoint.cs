using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Google;

/// <summary><c>people.connections.list</c>: pages, sync tokens that last seven days, and a view that lags behind.</summary>
internal static class ConnectionsEndpoint
{
    private const int DefaultPageSize = 100;
    private const int MaxPageSize = 1000;

    /// <summary>Counted from the full sync; increments do not prolong it.</summary>
    private static readonly TimeSpan TokenLife = TimeSpan.FromDays(7);

    public static JsonObject List(GoogleCall call)
    {
        var fields = PersonFields.Read(call.Query("personFields"), PersonFields.Readable, "personFields");
        var wantsToken = call.Query("requestSyncToken") == "true";
        if (call.Query("sortOrder") is not null && (wantsToken || call.Query("syncToken") is not null))
        {
            throw GoogleRefusal.Invalid("Sorting is not supported with sync tokens.", "sort-with-sync");
        }

        var size = PageSize(call);
        var state = StateOf(call);
        return call.Fault == GoogleFault.EmptyPage
            ? new JsonObject { ["nextPageToken"] = state.Write() }
            : call.Book.Read(people => Page(call, people, state, fields, size, wantsToken));
    }

    private static JsonObject Page(GoogleCall call, IReadOnlyList<StoredPerson> people, ListingState state, string[] fields, int size, bool wantsToken)
    {
        var isEmpty = call.Fault == GoogleFault.EmptyListing && state is { From: null, Offset: 0 };
        List<StoredPerson> all = [.. people.Where(person => !isEmpty && IsListed(person.AsOf(state.Horizon), state))];
        List<JsonObject> page = [.. all.Skip(state.Offset).Take(size)
            .Select(person => PersonAnswer.Of(person, person.AsOf(state.Horizon)!, fields, call.Photos, state.From is not null))];
        if (call.Fault == GoogleFault.RepeatItems && page.Count > 0)
        {
            page.Add((JsonObject)page[0].DeepClone());
        }

        var answer = new JsonObject();
        if (page.Count > 0)
        {
            answer["connections"] = new JsonArray([.. page]);
        }

        if (state.Offset + size < all.Count)
        {
            answer["nextPageToken"] = (state with { Offset = state.Offset + size }).Write();
        }
        else if (wantsToken)
        {
            answer["nextSyncToken"] = (state with { From = state.Horizon, Offset = 0, Parameters = ParametersOfSync(call) }).Write();
        }

        answer["totalItems"] = people.Count(person => person.Current.Fields is not null);
        return answer;
    }

    private static bool IsListed(PersonVersion? version, ListingState state) =>
        version is not null && (state.From is { } from ? version.Sequence > from : version.Fields is not null);

    private static ListingState StateOf(GoogleCall call)
    {
        if (call.Query("pageToken") is { } pageToken)
        {
            var state = ListingState.Read(pageToken, call.Account.Id);
            DemandSame(state.Parameters, ListingState.ParametersOf(call.Request, "pageToken"));
            return state;
        }

        var parameters = ListingState.ParametersOf(call.Request, "pageToken");
        var horizon = Horizon(call);
        if (call.Query("syncToken") is not { } syncToken)
        {
            return new ListingState(call.Account.Id, parameters, null, horizon, 0, call.Now, call.Book.Epoch);
        }

        var known = ListingState.Read(syncToken, call.Account.Id);
        DemandSame(known.Parameters, ParametersOfSync(call));
        if (call.Now - known.FullSync > TokenLife || known.Epoch != call.Book.Epoch || call.Fault == GoogleFault.ExpireSyncToken)
        {
            throw GoogleRefusal.ExpiredSyncToken();
        }

        return known with { Parameters = parameters, Horizon = Math.Max(horizon, known.Horizon) };
    }

    private static string ParametersOfSync(GoogleCall call) => ListingState.ParametersOf(call.Request, "pageToken", "syncToken");

    private static long Horizon(GoogleCall call) => call.Book.Read(people => people.Select(person => person.LastBefore(call.Now - call.Lag)).DefaultIfEmpty(0).Max());

    private static void DemandSame(string first, string now)
    {
        if (first != now)
        {
            throw GoogleRefusal.Invalid("Request parameters must match the first call that returned the token.", "parameters-changed");
        }
    }

    private static int PageSize(GoogleCall call)
    {
        if (call.Query("pageSize") is not { } text)
        {
            return DefaultPageSize;
        }

        return int.TryParse(text, CultureInfo.InvariantCulture, out var size) && size is > 0 and <= MaxPageSize
            ? size
            : throw GoogleRefusal.Invalid("Page size must be between 1 and 1000.", "page-size");
    }
}
