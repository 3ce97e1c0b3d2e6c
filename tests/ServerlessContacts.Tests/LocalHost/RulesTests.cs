using Azure;
using Microsoft.Extensions.Configuration;
using ServerlessContacts.LocalHost;
using ServerlessContacts.LocalHost.Blobs;
using ServerlessContacts.LocalHost.Queues;

namespace ServerlessContacts.Tests.LocalHost;

/// <summary>The pure parts of the queue and blob triggers.</summary>
public sealed class RulesTests
{
    private static readonly DateTimeOffset Now = new ManualTime().GetUtcNow();

    [Fact]
    public void Polls_of_an_empty_queue_become_rarer_until_a_message_comes()
    {
        var interval = new PollInterval(TimeSpan.FromSeconds(1));
        var pauses = new[] { 0, 0, 0, 0, 0, 0, 3, 0 }.Select(messages => interval.After(messages).TotalMilliseconds);
        Assert.Equal([100, 200, 400, 800, 1000, 1000, 0, 100], pauses);
    }

    [Theory]
    [InlineData("eyJhIjoxfQ==", true, "{\"a\":1}")]
    [InlineData("{\"a\":1}", true, "{\"a\":1}")]
    [InlineData("é", true, "é")]
    [InlineData("eyJhIjoxfQ==", false, "eyJhIjoxfQ==")]
    public void A_message_is_decoded_and_plain_text_is_tolerated(string text, bool base64, string body) =>
        Assert.Equal(body, MessageBody.Decode(text, base64).ToString());

    [Theory]
    [InlineData("in/{name}", "in", "", "a/b.csv", "name=a/b.csv")]
    [InlineData("in/{name}.csv", "in", "", "a.b.csv", "name=a.b")]
    [InlineData("in/{name}.csv", "in", "", "a.vcf", null)]
    [InlineData("in/{name}.csv", "in", "", "a_csv", null)]
    [InlineData("in/{tenant}/{name}.csv", "in", "", "demo/a.csv", "tenant=demo name=a")]
    [InlineData("in/{tenant}/{name}.csv", "in", "", "a.csv", null)]
    [InlineData("in/{name}.{extension}", "in", "", "foo.bar.txt", "name=foo.bar extension=txt")]
    [InlineData("in/fixed/{name}", "in", "fixed/", "fixed/x", "name=x")]
    [InlineData("in/fixed/{name}", "in", "fixed/", "Fixed/x", null)]
    [InlineData("in/one.csv", "in", "one.csv", "one.csv", "")]
    [InlineData("in/one.csv", "in", "one.csv", "one.csv2", null)]
    public void A_blob_path_binds_its_names(string pattern, string container, string prefix, string blob, string? values)
    {
        var parsed = BlobPattern.Parse("F", pattern);
        var match = parsed.Match(blob);
        Assert.Equal((container, prefix), (parsed.Container, parsed.Prefix));
        Assert.Equal(values, match is null ? null : string.Join(' ', match.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Fact]
    public void A_blob_is_due_when_it_is_new_or_changed_or_its_next_try_has_come()
    {
        var seen = new SeenBlobs();
        var (old, changed) = (new ETag("1"), new ETag("2"));
        Assert.True(seen.IsDue("a", old, Now));
        seen.Run("a", old);
        Assert.False(seen.IsDue("a", changed, Now));
        seen.Finish("a", old);
        Assert.False(seen.IsDue("a", old, Now));
        Assert.True(seen.IsDue("a", changed, Now));
        seen.Fail("a", old, Now.AddSeconds(30));
        Assert.False(seen.IsDue("a", old, Now.AddSeconds(29)));
        Assert.True(seen.IsDue("a", old, Now.AddSeconds(30)));
        Assert.True(seen.IsDue("a", changed, Now));
    }

    [Fact]
    public void A_deleted_blob_is_forgotten_but_not_while_it_runs()
    {
        var seen = new SeenBlobs();
        seen.Finish("done", new ETag("1"));
        seen.Run("running", new ETag("1"));
        seen.Keep(new HashSet<string>(StringComparer.Ordinal));
        Assert.True(seen.IsDue("done", new ETag("1"), Now));
        Assert.False(seen.IsDue("running", new ETag("1"), Now));
    }

    [Fact]
    public void The_defaults_are_those_of_the_functions_host()
    {
        var empty = new ConfigurationBuilder().Build();
        Assert.Equal(new HostSettings(), HostSettings.Read(empty, empty));
    }

    [Fact]
    public void Settings_override_host_json()
    {
        var configuration = TestHost.Settings(
            ("AzureFunctionsJobHost:extensions:queues:batchSize", "2"),
            ("AzureFunctionsJobHost:functionTimeout", "-1"),
            ("LocalHost:QueueLease", "00:00:03"));
        var settings = HostSettings.Read(HostSettings.HostJson(new LocalHostOptions().HostJson, configuration), configuration);
        Assert.Equal((2, 4, TimeSpan.FromSeconds(3)), (settings.Queues.BatchSize, settings.Queues.NewBatchThreshold, settings.Queues.Lease));
        Assert.Null(settings.FunctionTimeout);
    }
}
