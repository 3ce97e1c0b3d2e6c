using ServerlessContacts.Access;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Connections;

/// <summary>What a caller may do with connections. Pure.</summary>
public static class ConnectionRights
{
    public const string OwnerOnly = "owner-only";

    /// <summary>Nobody signs in for another, not even an administrator: the account would be somebody else's.</summary>
    public static string? RefuseSignIn(Caller caller, MemberId owner) => owner == caller.Member ? null : OwnerOnly;
}
