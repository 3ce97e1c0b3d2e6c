using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;

namespace ServerlessContacts.Editing;

/// <summary>Who edits, with what in scope, and under which rules of their tenant.</summary>
public sealed record EditContext(Caller Caller, AccessScope Scope, DirectoryState Directory)
{
    public TenantId Tenant => Caller.Tenant;

    public ContactRules Rules => Directory.Tenant!.CreateRules();

    public PhoneParser PhoneParser => Directory.Tenant!.CreatePhoneParser();
}

/// <summary>A caller's own name for a request, so that its repeat is recognised, and the request it stands for.</summary>
public sealed record IdempotencyKey(string Key, string Request);
