using Microsoft.AspNetCore.Http;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;

namespace ServerlessContacts.Functions.Http;

/// <summary>One authenticated request: who calls, what their tenant is like, and what is in their sight.</summary>
public sealed record Session(HttpRequest Request, Caller Caller, DirectoryState Directory, Sight Sight)
{
    public CancellationToken Aborted => Request.HttpContext.RequestAborted;

    public TenantId Tenant => Caller.Tenant;

    public TenantRecord TenantRecord => Directory.Tenant!;

    internal EditContext Edit => new(Caller, Sight, Directory);

    internal Query Query => new(Request);

    internal void Demand(string permission)
    {
        if (!Caller.May(permission))
        {
            throw new ProblemException(Problems.PermissionMissing(permission));
        }
    }
}
