using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Tests.Store;

/// <summary>Due work has one message for each ten seconds, whichever instance asks, and nothing is asked of storage while nothing is due.</summary>
public sealed class WakeUpTests
{
    private readonly MemoryTable table = new();
    private readonly ManualTime time = new();
    private readonly SentWakeUps queue;
    private readonly WakeUps wakeUps;

    public WakeUpTests()
    {
        queue = new SentWakeUps(time);
        wakeUps = new WakeUps(table, queue, time);
    }

    private List<(string Message, DateTimeOffset At)> Sent => queue.Sent;

    private DateTimeOffset Now => time.GetUtcNow();

    [Fact]
    public async Task A_message_comes_when_the_first_of_its_slot_is_due_or_within_ten_seconds()
    {
        foreach (var seconds in new[] { -100, 0, 1, 9.9, 10, 61, 86_000 })
        {
            await wakeUps.AddAsync(Now.AddSeconds(seconds), default);
            var due = Now.AddSeconds(Math.Max(0, seconds));
            Assert.Contains(Sent, message => message.At >= due && message.At < due + WakeUps.Slot);
        }
    }

    [Fact]
    public async Task However_much_is_due_and_whoever_asks_a_slot_has_one_message()
    {
        var other = new WakeUps(table, queue, time);
        for (var i = 0; i < 100; i++)
        {
            await wakeUps.AddAsync(Now.AddSeconds(33), default);
            await other.AddAsync(Now.AddSeconds(33), default);
        }

        Assert.Single(Sent);
        Assert.InRange(table.Transactions, 1, 3);
    }

    [Fact]
    public async Task What_becomes_due_while_a_look_goes_on_has_another_message()
    {
        await wakeUps.AddAsync(Now, default);
        await wakeUps.BeginAsync(Sent[0].Message, default);
        await wakeUps.AddAsync(Now, default);
        Assert.Equal(2, Sent.Count);
    }

    [Fact]
    public async Task What_is_due_after_more_than_a_day_is_left_to_the_timer()
    {
        await wakeUps.AddAsync(Now + WakeUps.Farthest + TimeSpan.FromMinutes(1), default);
        Assert.Empty(Sent);
        Assert.Empty(table.Dump());
    }

    [Fact]
    public async Task A_message_that_was_lost_keeps_no_later_one_from_being_sent()
    {
        await wakeUps.AddAsync(Now, default);
        time.Advance(WakeUps.Lost + WakeUps.Slot);
        await wakeUps.ForgetLostAsync(default);
        Assert.Empty(table.Dump());
        await wakeUps.AddAsync(Now, default);
        Assert.Equal(2, Sent.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_could_not_be_sent_is_sent_by_the_next_who_asks(bool isSameInstance)
    {
        queue.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => wakeUps.AddAsync(Now, default));
        queue.Fails = false;
        await (isSameInstance ? wakeUps : new WakeUps(table, queue, time)).AddAsync(Now, default);
        Assert.Single(Sent);
    }

    [Fact]
    public async Task A_message_that_waits_is_not_taken_for_lost()
    {
        await wakeUps.AddAsync(Now.AddMinutes(30), default);
        time.Advance(TimeSpan.FromMinutes(20));
        await wakeUps.ForgetLostAsync(default);
        await new WakeUps(table, queue, time).AddAsync(Now.AddMinutes(10), default);
        Assert.Single(Sent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("2026-01-01/../..")]
    public async Task A_message_of_nobody_harms_nothing(string message) => await wakeUps.BeginAsync(message, default);

    private sealed class SentWakeUps(TimeProvider time) : IWorkQueue<WakeUp>
    {
        public List<(string Message, DateTimeOffset At)> Sent { get; } = [];

        public bool Fails { get; set; }

        public Task SendAsync(WakeUp message, TimeSpan delay, CancellationToken cancellationToken)
        {
            if (Fails)
            {
                throw new IOException("The queue does not answer.");
            }

            Sent.Add((message.Name, time.GetUtcNow() + delay));
            return Task.CompletedTask;
        }
    }
}
