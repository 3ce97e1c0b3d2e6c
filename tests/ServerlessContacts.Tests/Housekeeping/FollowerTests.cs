namespace ServerlessContacts.Tests.Housekeeping;

/// <summary>Random writes and compactions, and readers that look now and then: the feed, a follower of one partition, the search index.</summary>
public sealed class FollowerTests
{
    [Fact]
    public async Task Whoever_follows_ends_with_what_a_newcomer_sees()
    {
        var startedOver = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            using var life = new FollowingScenario(seed);
            startedOver += await life.RunAsync(steps: 80);
        }

        Assert.InRange(startedOver, 40, 4000);
    }
}
