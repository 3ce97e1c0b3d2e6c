using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Merging;

namespace ServerlessContacts.Tests.Sync.Merging;

public sealed class WeighingTests
{
    [Theory]
    [InlineData(5, 5, null)]
    [InlineData(6, 6, "6 of 6 contacts would be deleted or unlinked.")]
    [InlineData(6, 30, null)]
    [InlineData(7, 30, "7 of 30 contacts would be deleted or unlinked.")]
    [InlineData(1000, 50_000, null)]
    [InlineData(0, 0, null)]
    public void Only_more_than_the_share_and_more_than_the_least_is_too_much(int removed, int linked, string? reason) =>
        Assert.Equal(reason, Weighing.Reason(Brake.Default, new Removals(removed, 0, 0), linked));

    [Fact]
    public void Memberships_and_values_are_weighed_each_by_themselves()
    {
        Assert.Equal("8 of 10 contacts would leave a group.", Weighing.Reason(Brake.Default, new Removals(1, 8, 0), 10));
        Assert.Equal("9 of 10 contacts would lose a value.", Weighing.Reason(Brake.Default, new Removals(1, 1, 9), 10));
        Assert.Null(Weighing.Reason(new Brake(0.5, 2), new Removals(2, 2, 2), 10));
    }
}
