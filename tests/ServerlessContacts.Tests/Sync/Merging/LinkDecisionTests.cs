using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Merging;

namespace ServerlessContacts.Tests.Sync.Merging;

public sealed class LinkDecisionTests
{
    private const SideState U = SideState.Unchanged;
    private const SideState E = SideState.Edited;
    private const SideState D = SideState.Deleted;

    [Theory]
    [InlineData(U, U, LinkAction.Nothing, LinkAction.Nothing, LinkAction.Nothing, LinkAction.Nothing)]
    [InlineData(U, E, LinkAction.Merge, LinkAction.Merge, LinkAction.Merge, LinkAction.Merge)]
    [InlineData(U, D, LinkAction.Keep, LinkAction.Unlink, LinkAction.Review, LinkAction.DeleteHere)]
    [InlineData(E, U, LinkAction.Merge, LinkAction.Merge, LinkAction.Merge, LinkAction.Merge)]
    [InlineData(E, E, LinkAction.Merge, LinkAction.Merge, LinkAction.Merge, LinkAction.Merge)]
    [InlineData(E, D, LinkAction.CreateThere, LinkAction.CreateThere, LinkAction.CreateThere, LinkAction.CreateThere)]
    [InlineData(D, U, LinkAction.Keep, LinkAction.Unlink, LinkAction.Review, LinkAction.DeleteThere)]
    [InlineData(D, E, LinkAction.CreateHere, LinkAction.CreateHere, LinkAction.CreateHere, LinkAction.CreateHere)]
    [InlineData(D, D, LinkAction.Forget, LinkAction.Forget, LinkAction.Forget, LinkAction.Forget)]
    public void Both_ways(SideState here, SideState there, LinkAction ignore, LinkAction unlink, LinkAction review, LinkAction delete) =>
        Assert.Equal([ignore, unlink, review, delete], Actions(here, there, isTwoWay: true));

    [Theory]
    [InlineData(U, U, LinkAction.Nothing, LinkAction.Nothing, LinkAction.Nothing, LinkAction.Nothing)]
    [InlineData(U, E, LinkAction.Merge, LinkAction.Merge, LinkAction.Merge, LinkAction.Merge)]
    [InlineData(U, D, LinkAction.Keep, LinkAction.Unlink, LinkAction.Review, LinkAction.DeleteHere)]
    [InlineData(E, U, LinkAction.Nothing, LinkAction.Nothing, LinkAction.Nothing, LinkAction.Nothing)]
    [InlineData(E, E, LinkAction.Merge, LinkAction.Merge, LinkAction.Merge, LinkAction.Merge)]
    [InlineData(E, D, LinkAction.Unlink, LinkAction.Unlink, LinkAction.Unlink, LinkAction.Unlink)]
    [InlineData(D, U, LinkAction.Unlink, LinkAction.Unlink, LinkAction.Unlink, LinkAction.Unlink)]
    [InlineData(D, E, LinkAction.CreateHere, LinkAction.CreateHere, LinkAction.CreateHere, LinkAction.CreateHere)]
    [InlineData(D, D, LinkAction.Forget, LinkAction.Forget, LinkAction.Forget, LinkAction.Forget)]
    public void One_way(SideState here, SideState there, LinkAction ignore, LinkAction unlink, LinkAction review, LinkAction delete) =>
        Assert.Equal([ignore, unlink, review, delete], Actions(here, there, isTwoWay: false));

    private static LinkAction[] Actions(SideState here, SideState there, bool isTwoWay) =>
        [.. Enum.GetValues<DeletePolicy>().Select(policy => LinkDecision.Of(here, there, policy, isTwoWay))];
}
