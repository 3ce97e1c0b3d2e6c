using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Functions.Sync;
using ServerlessContacts.Providers.Google;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Tests.Functions;

/// <summary>A connection as answers really show it, against its schema.</summary>
public class OpenApiConnectionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly ApiDocument Document = new();
    private static readonly JsonObject Schema = Document.Component("schemas", "Connection");
    private static readonly StoredRow Row = new("n~x", default, 17, default);

    private static readonly StoredConnection Bare = new(
        new ConnectionKey(new TenantId("demo"), new MemberId("anna"), "0123456789abcdef0123"),
        new Connection { Id = "0123456789abcdef0123", Provider = GoogleProvider.ProviderName, Created = Noon },
        new ConnectionStanding())
    {
        Row = Row,
        StandingRow = Row,
    };

    private static readonly StoredConnection Full = Bare with
    {
        Connection = Bare.Connection with { AskedAccount = "asked@example.com", Settings = new ConnectionSettings { Groups = ["g1"], Visibility = Visibility.Everyone } },
        Standing = new ConnectionStanding
        {
            Status = ConnectionStatus.NeedsSignIn,
            Problem = ConnectionProblems.SignInNeeded,
            Account = new ConnectedAccount("https://accounts.google.com#1", "anna@example.com"),
            SignedIn = Noon,
            Due = Noon.AddMinutes(5),
            RetryAfter = Noon.AddMinutes(1),
            AvailableGroups = [new ProviderGroup("g1", "Friends")],
            Statistics = new ConnectionStatistics { InSync = 3, Recent = new RecentChanges(1, 2, 0), LastRun = Noon, Review = 1, Parked = 1 },
        },
    };

    [Fact]
    public void Connections_are_as_they_are_described() => Assert.All(
        [Bare, Full],
        connection => Assert.Empty(new ApiDocument().Schema.Violations(Schema, ConnectionResponses.View(connection, Noon))));

    [Fact]
    public void Every_property_of_the_schema_is_shown_by_some_connection() =>
        Assert.Empty(SchemaCoverage.Unseen(Document.Schema, Schema, [ConnectionResponses.View(Full, Noon)]));

    [Fact]
    public void What_is_shown_is_this() => Assert.Equal(
        """
        {"id":"0123456789abcdef0123","etag":"\"17\"","owner":"anna","provider":"google","account":"anna@example.com","status":"needsSignIn",
        "problem":{"code":"sign-in-needed","message":"The provider takes the consent no longer: it was withdrawn, has ended, or needs a further step. Sign in again."},
        "settings":{"direction":"twoWay","groups":["g1"],"visibility":"everyone","deletePolicy":"review","conflictRule":"newest","brake":{"share":0.2,"atLeast":5}},
        "availableGroups":[{"id":"g1","name":"Friends"}],
        "statistics":{"inSync":3,"recent":{"added":1,"updated":2,"deleted":0},"lastRun":"2026-11-23T12:00:00Z","review":1,"parked":1,"nextRun":"2026-11-23T12:05:00Z"},
        "waitingUntil":"2026-11-23T12:01:00Z","created":"2026-11-23T12:00:00Z","signedIn":"2026-11-23T12:00:00Z"}
        """.ReplaceLineEndings(""),
        ConnectionResponses.View(Full, Noon).ToJsonString(StoredJson.Options));

    [Fact]
    public void A_wait_that_is_over_is_not_shown() =>
        Assert.False(ConnectionResponses.View(Full, Noon.AddMinutes(1)).ContainsKey("waitingUntil"));
}
