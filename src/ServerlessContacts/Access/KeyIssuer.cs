using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Keys;

namespace ServerlessContacts.Access;

/// <summary>Makes application keys. Nobody gives a key what they may not do themselves.</summary>
public sealed class KeyIssuer(KeyStore keys)
{
    private const int MaxName = 200;

    public async Task<KeyResult> CreateAsync(Caller maker, KeyRequest request, CancellationToken cancellationToken) =>
        FindProblem(maker, request) is { } problem
            ? new KeyResult.Invalid(problem)
            : await keys.CreateAsync(maker.Tenant, request, maker.Actor, cancellationToken);

    private static FieldProblem? FindProblem(Caller maker, KeyRequest request)
    {
        if (request.Name.Length is 0 or > MaxName)
        {
            return new FieldProblem("name", "required", $"Expected a name of at most {MaxName} characters.");
        }

        if (request.Scopes.Count > 0 && KeyScopes.Refused(request.Scopes, maker).Count == 0)
        {
            return null;
        }

        var possible = string.Join(", ", KeyScopes.Grantable.Where(maker.May).Order(StringComparer.Ordinal));
        return new FieldProblem("scopes", "scope-invalid", $"Expected at least one of {possible}.");
    }
}
