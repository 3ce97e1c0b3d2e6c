using Microsoft.AspNetCore.Http;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Editing;

namespace ServerlessContacts.Functions.Http;

/// <summary>One authenticated request: who calls, what their tenant is like, and what is in their scope.</summary>
public sealed record RequestContext(HttpRequest Request, Caller Caller, DirectoryState Directory, AccessScope Scope)
{
    public CancellationToken Aborted => Request.HttpContext.RequestAborted;

    public TenantId Tenant => Caller.Tenant;

    public TenantRecord TenantRecord => Directory.Tenant!;

    internal EditContext Edit => new(Caller, Scope, Directory);

    internal Query Query => new(Request);

    internal void Demand(RoutePermission permission)
    {
        if (!permission.IsHeldBy(Caller))
        {
            throw new ProblemException(Problems.PermissionMissing(permission.AnyOf[^1]));
        }
    }
}
