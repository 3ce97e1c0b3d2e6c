using ServerlessContacts.Store;

namespace ServerlessContacts.Tests.Store;

public sealed class RetryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(Retry.MaxTries)]
    public void A_loop_that_always_loses_ends_after_so_many_tries_and_says_what_is_busy(int max)
    {
        var (tries, retry) = (1, Retry.OnConflict("The row", max));
        for (; tries < max; tries++)
        {
            retry.Again();
        }

        var busy = Assert.Throws<StoreBusyException>(retry.Again);
        Assert.Equal((max, "The row is written by too many at once."), (tries, busy.Message));
    }

    [Fact]
    public void A_loop_that_wins_is_left_alone()
    {
        var tries = 0;
        for (var retry = Retry.OnConflict("The row", 3); tries < 2; retry.Again())
        {
            tries++;
        }

        Assert.Equal(2, tries);
    }
}
