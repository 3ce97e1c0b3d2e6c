namespace ServerlessContacts.Tests;

public sealed class ManualTimeTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task A_delay_ends_when_the_clock_passes_its_end_and_not_before()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(10), time);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(delay.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await delay;
        Assert.Equal(0, time.Waiting);
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_each_at_its_own_time()
    {
        var start = time.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = time.CreateTimer(_ => fired.Add(("late", time.GetUtcNow() - start)), null, Seconds(5), Timeout.InfiniteTimeSpan);
        using var early = time.CreateTimer(_ => fired.Add(("early", time.GetUtcNow() - start)), null, Seconds(2), Seconds(2));
        time.Advance(Seconds(6));
        Assert.Equal([("early", Seconds(2)), ("early", Seconds(4)), ("late", Seconds(5)), ("early", Seconds(6))], fired);
        Assert.Equal(start + Seconds(6), time.GetUtcNow());
    }

    [Fact]
    public void A_disposed_timer_does_not_fire()
    {
        var fired = false;
        time.CreateTimer(_ => fired = true, null, Seconds(1), Timeout.InfiniteTimeSpan).Dispose();
        time.Advance(Seconds(2));
        Assert.False(fired);
    }

    [Fact]
    public void A_cancellation_after_a_time_follows_the_clock()
    {
        using var cancellation = new CancellationTokenSource(Seconds(3), time);
        time.Advance(Seconds(2));
        Assert.False(cancellation.IsCancellationRequested);
        time.Advance(Seconds(1));
        Assert.True(cancellation.IsCancellationRequested);
    }

    [Fact]
    public async Task A_test_can_wait_until_the_code_under_test_waits()
    {
        var waiting = time.UntilWaitingAsync(2);
        var first = Task.Delay(Seconds(1), time);
        Assert.False(waiting.IsCompleted);
        var second = Task.Delay(Seconds(1), time);
        await waiting;
        time.Advance(Seconds(1));
        await Task.WhenAll(first, second);
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
