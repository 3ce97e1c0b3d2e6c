using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Store;

namespace ServerlessContacts.Access;

/// <summary>What became of an authenticated request.</summary>
public abstract record AdmissionResult
{
    private AdmissionResult()
    {
    }

    /// <summary>The request may go on, with this directory and this scope.</summary>
    public sealed record Admitted(DirectoryState Directory, AccessScope Scope) : AdmissionResult;

    /// <summary>The credentials are for an organisation that this service does not serve.</summary>
    public sealed record UnknownTenant : AdmissionResult;

    /// <summary>Only who has the permission may name another owner.</summary>
    public sealed record PermissionMissing(string Permission) : AdmissionResult;

    /// <summary>No member has the id that the request names.</summary>
    public sealed record UnknownOwner : AdmissionResult;
}

/// <summary>
/// Finds the tenant of an authenticated caller, keeps their entry in the directory, and decides what the request may see.
/// </summary>
public sealed class Admission(TenantDirectory tenants, MemberStore members)
{
    /// <param name="caller">Who calls.</param>
    /// <param name="owner">The member whose contacts the request names; null for the caller's own.</param>
    /// <param name="permission">What the caller must be allowed to name another owner.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async ValueTask<AdmissionResult> AdmitAsync(Caller caller, string? owner, string permission, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(caller.Tenant, cancellationToken) is not { } directory)
        {
            return new AdmissionResult.UnknownTenant();
        }

        if (caller.Member is { } member)
        {
            var described = new MemberDescription(member, caller.DisplayName, caller.Email, caller.Roles);
            await members.EnsureAsync(caller.Tenant, described, directory, cancellationToken);
        }

        var own = AccessScope.Of(caller, directory);
        return owner is null || owner == caller.Member?.Value
            ? new AdmissionResult.Admitted(directory, own)
            : Name(owner, caller, directory, own, permission);
    }

    private static AdmissionResult Name(string owner, Caller caller, DirectoryState directory, AccessScope own, string permission) =>
        !caller.May(permission) ? new AdmissionResult.PermissionMissing(permission)
        : MemberId.TryParse(owner, out var named) && directory.Members.ContainsKey(RowKeys.Hash(named.Value))
            ? new AdmissionResult.Admitted(directory, own with { Personal = named })
            : new AdmissionResult.UnknownOwner();
}
