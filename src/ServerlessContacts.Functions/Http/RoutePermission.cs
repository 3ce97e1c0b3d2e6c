using ServerlessContacts.Access;

namespace ServerlessContacts.Functions.Http;

/// <summary>
/// What a caller must be allowed to be served by a route: one permission, or one of several. Where that is only the least, because the
/// rest depends on what the request names, the route says which rule of the library decides.
/// </summary>
/// <param name="AnyOf">The permissions, of which one is enough. A refusal names the last.</param>
/// <param name="DecidedBy">The class of the library that decides the rest; null where the permission decides.</param>
public sealed record RoutePermission(IReadOnlyList<string> AnyOf, Type? DecidedBy)
{
    public static implicit operator RoutePermission(string permission) => new([permission], null);

    public static RoutePermission OneOf(params string[] permissions) => new(permissions, null);

    public static RoutePermission AtLeast(string permission, Type decidedBy) => new([permission], decidedBy);

    public bool IsHeldBy(Caller caller) => AnyOf.Any(caller.May);
}
