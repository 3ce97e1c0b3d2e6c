using ServerlessContacts.Access;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Access;

public class PermissionTests
{
    [Theory]
    [InlineData(BuiltInRole.Member, Permission.ContactsSharedEdit, true)]
    [InlineData(BuiltInRole.Member, Permission.ContactsWrite, true)]
    [InlineData(BuiltInRole.Member, Permission.ImportsWrite, true)]
    [InlineData(BuiltInRole.Member, Permission.ContactsSharedWrite, false)]
    [InlineData(BuiltInRole.Member, Permission.ContactsSharedDelete, false)]
    [InlineData(BuiltInRole.Member, Permission.ImportsShared, false)]
    [InlineData(BuiltInRole.Member, Permission.KeysManage, false)]
    [InlineData(BuiltInRole.Manager, Permission.ContactsSharedWrite, true)]
    [InlineData(BuiltInRole.Manager, Permission.ImportsShared, true)]
    [InlineData(BuiltInRole.Manager, Permission.GroupsManage, true)]
    [InlineData(BuiltInRole.Manager, Permission.FoldersManage, true)]
    [InlineData(BuiltInRole.Manager, Permission.RolesManage, false)]
    [InlineData(BuiltInRole.Manager, Permission.ContactsAdmin, false)]
    [InlineData(BuiltInRole.Manager, Permission.TenantManage, false)]
    [InlineData(BuiltInRole.Application, Permission.Lookup, true)]
    [InlineData(BuiltInRole.Application, Permission.ContactsWrite, false)]
    [InlineData(BuiltInRole.Application, Permission.Scim, false)]
    [InlineData("owner", Permission.Search, false)]
    public void A_role_grants_what_it_says(string role, string permission, bool granted) =>
        Assert.Equal(granted, BuiltInRole.PermissionsOf([role]).Contains(permission));

    [Fact]
    public void An_administrator_may_do_everything() =>
        Assert.True(BuiltInRole.PermissionsOf([BuiltInRole.Administrator]).SetEquals(Permission.All));

    [Fact]
    public void Each_role_of_a_person_includes_the_one_below()
    {
        Assert.ProperSuperset(Set(BuiltInRole.Member), Set(BuiltInRole.Manager));
        Assert.ProperSuperset(Set(BuiltInRole.Manager), Set(BuiltInRole.Administrator));
    }

    [Fact]
    public void Permission_names_are_dotted_lower_case() => Assert.All(Permission.All, name => Assert.Matches("^[a-z]+([.][a-z]+)*$", name));

    [Fact]
    public void Every_scope_of_a_key_is_a_permission() => Assert.Subset(Permission.All.ToHashSet(), KeyScopes.Grantable.ToHashSet());

    [Theory]
    [InlineData(Permission.KeysManage)]
    [InlineData(Permission.RolesManage)]
    [InlineData(Permission.TenantManage)]
    [InlineData(Permission.ConnectionsManage)]
    [InlineData("contacts.everything")]
    [InlineData("Lookup")]
    [InlineData("")]
    public void A_key_is_not_scoped_to_what_no_key_may_do(string scope) =>
        Assert.Equal([scope], KeyScopes.Refused([Permission.Lookup, scope], As(BuiltInRole.Administrator)));

    [Fact]
    public void Nobody_gives_a_key_more_than_they_may_themselves()
    {
        Assert.Empty(KeyScopes.Refused(KeyScopes.Grantable, As(BuiltInRole.Administrator)));
        Assert.Equal([Permission.Scim], KeyScopes.Refused([Permission.Scim, Permission.Lookup], As(BuiltInRole.Manager)));
    }

    private static HashSet<string> Set(string role) => [.. BuiltInRole.PermissionsOf([role])];

    private static Caller As(string role) => Caller.ForMember(new TenantId("acme"), new MemberId("anna"), [role]);
}
