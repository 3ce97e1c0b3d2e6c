using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ServerlessContacts.Tests.Access;

namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>The queries of the alerts against what the code records.</summary>
public sealed partial class AlertTests
{
    private const string Path = "infra/app/alerts.bicep";

    private static readonly string Text = InfrastructureFiles.Read(Path);

    /// <summary>Each with the tags and values that are asked for, all of which <see cref="TelemetryTests"/> shows; the first is ASP.NET Core's own.</summary>
    public static TheoryData<string, string[], string[]> Asked => new()
    {
        { "http.server.request.duration", ["http.response.status_code"], [] },
        { "contacts.connections.signed_out", ["provider"], [] },
        { "contacts.imports.lost_events", [], [] },
        { "contacts.poison.messages", ["queue"], [] },
        { "contacts.sync.runs", ["kind", "status"], ["sync", "failed", "waiting", "done"] },
    };

    [Fact]
    public void Every_metric_in_an_alert_is_one_that_the_code_emits_and_is_shown_here()
    {
        Assert.Equal(Asked.Select(row => (string)row[0]).Order(StringComparer.Ordinal), Metrics(Text).Order(StringComparer.Ordinal));
        Assert.Empty(Unknown(Text));
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public void A_metric_by_another_name_is_noticed(string metric, string[] tags, string[] values)
    {
        Assert.Equal([metric + "s"], Unknown(Text.Replace($"\"{metric}\"", $"\"{metric}s\"", StringComparison.Ordinal)));
        var query = Rules(Text).Single(rule => rule.Contains($"\"{metric}\"", StringComparison.Ordinal));
        Assert.Equal(tags.Order(StringComparer.Ordinal), Tag().Matches(query).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
        Assert.All(values, value => Assert.Contains($"\"{value}\"", query, StringComparison.Ordinal));
        Assert.Equal(1 + tags.Length + values.Length, Quoted().Count(query));
    }

    [Fact]
    public void There_is_an_alert_for_each_of_the_five_troubles() => Assert.Equal(
        ["poison-queues", "lost-events", "failing-syncs", "server-errors", "sign-in-needed"],
        RuleName().Matches(Text).Select(match => match.Groups["name"].Value));

    private static IEnumerable<string> Rules(string text) => Query().Matches(text).Select(match => match.Groups["query"].Value);

    private static IEnumerable<string> Metrics(string text) => Metric().Matches(text).Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> Unknown(string text) => Metrics(text).Except(Emitted.Value, StringComparer.Ordinal);

    private static readonly Lazy<HashSet<string>> Emitted = new(() =>
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Add(names, instrument) };
        listener.Start();
        foreach (var type in typeof(ServiceRegistration).Assembly.GetTypes().Where(type => type.Name.EndsWith("Telemetry", StringComparison.Ordinal)))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        // Any web host publishes those of ASP.NET Core.
        LoopbackIssuer.StartAsync().GetAwaiter().GetResult().DisposeAsync().AsTask().GetAwaiter().GetResult();
        return names;
    });

    private static void Add(HashSet<string> names, Instrument instrument)
    {
        lock (names)
        {
            names.Add(instrument.Name);
        }
    }

    [GeneratedRegex("name == \"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Metric();

    [GeneratedRegex("customDimensions\\[\"(?<name>[^\"]+)\"\\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("\"[^\"]+\"", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("query: '''(?<query>.*?)'''", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Query();

    [GeneratedRegex(@"^    name: '(?<name>[a-z-]+)'", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex RuleName();
}
