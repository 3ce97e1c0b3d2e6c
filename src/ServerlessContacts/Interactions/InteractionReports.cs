using System.Security.Cryptography;
using System.Text;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Members;

namespace ServerlessContacts.Interactions;

/// <summary>Finds who has a number, in the scope of whoever's the interaction was; null where nobody has.</summary>
public delegate Task<ContactId?> ContactByNumber(
    AccessScope scope, PhoneParser parser, string number, CancellationToken cancellationToken);

/// <summary>A call or message as somebody reports it: with a contact, or with a number.</summary>
/// <param name="Kind">Call or message.</param>
/// <param name="Contact">The id of the contact; null where there is a number.</param>
/// <param name="Number">As it was dialled; null where there is a contact.</param>
/// <param name="Member">Whose it was: the id of a member; null for the caller's own.</param>
/// <param name="At">When it began.</param>
public sealed record InteractionReport(InteractionKind Kind, string? Contact, string? Number, string? Member, DateTimeOffset At)
{
    /// <summary>The group that took it.</summary>
    public string? Group { get; init; }

    /// <summary>The telephone system's name for it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The caller's name for the request.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>Takes reports of calls and messages: whose they may be, and with whom they were.</summary>
public sealed class InteractionReports(InteractionLog log, ScopedContacts contacts, ContactByNumber lookup)
{
    /// <summary>
    /// Stores the report under the contact that it names, or under whoever has the number. Only who manages interactions reports for others.
    /// </summary>
    public async Task<RecordResult> RecordAsync(
        Caller caller, AccessScope scope, DirectoryState directory, InteractionReport report, CancellationToken cancellationToken)
    {
        if (FindMember(caller, directory, report.Member, out var member) is { } refused)
        {
            return refused;
        }

        var theirs = scope with { Personal = member ?? scope.Personal };
        var contact = report.Contact is { } id
            ? await NamedAsync(caller, theirs, directory, id, cancellationToken)
            : await lookup(theirs, directory.Tenant!.CreatePhoneParser(), report.Number!, cancellationToken);
        if (report.Contact is not null && contact is null)
        {
            return Invalid("contact", "contact-unknown", "There is no such contact, or the caller may not know of it.");
        }

        var result = await log.RecordAsync(caller.Tenant, Interaction(caller, report, member, contact), cancellationToken);
        return result is RecordResult.Recorded { Interaction: var recorded } && !MayKnow(caller, recorded.ContactId)
            ? new RecordResult.Recorded(recorded with { Contact = null })
            : result;
    }

    /// <summary>What there was with the contact; null where the caller may not know of it.</summary>
    public async Task<IReadOnlyList<Interaction>?> WithAsync(
        Caller caller, AccessScope scope, DirectoryState directory, string contact, CancellationToken cancellationToken) =>
        await NamedAsync(caller, scope, directory, contact, cancellationToken) is { } id
            ? await log.WithAsync(scope.Tenant, id, scope.Personal, cancellationToken)
            : null;

    private static RecordResult? FindMember(Caller caller, DirectoryState directory, string? named, out MemberId? member)
    {
        member = caller.Member;
        if (named is null || named == caller.Member?.Value)
        {
            return null;
        }

        if (!caller.May(Permission.InteractionsManage))
        {
            return new RecordResult.PermissionMissing(Permission.InteractionsManage);
        }

        var isKnown = MemberId.TryParse(named, out var other) && directory.Members.ContainsKey(MemberRecord.ContactId(other).Unique);
        member = other;
        return isKnown ? null : Invalid("member", "member-unknown", "There is no such member.");
    }

    private async Task<ContactId?> NamedAsync(
        Caller caller, AccessScope scope, DirectoryState directory, string text, CancellationToken cancellationToken) =>
        ContactId.TryParse(text, out var id) && MayKnow(caller, id)
            && await contacts.FindAsync(scope, directory, id, cancellationToken) is not null
                ? id
                : null;

    /// <summary>Reporting for a member gives no sight of that member's own contacts.</summary>
    private static bool MayKnow(Caller caller, ContactId? contact) =>
        contact?.Owner is not { } owner || owner == caller.Member || caller.May(Permission.ContactsAdmin);

    private static Interaction Interaction(Caller caller, InteractionReport report, MemberId? member, ContactId? contact) => new()
    {
        Id = Convert.ToHexStringLower(Id(caller, report)),
        Kind = report.Kind,
        At = report.At,
        Contact = contact?.ToString(),
        Number = report.Number,
        Member = member?.Value,
        Group = report.Group,
        ExternalId = report.ExternalId,
        By = caller.Actor,
    };

    /// <summary>The same id for every repeat: by the telephone system's name for it, or by the caller's name for the request.</summary>
    private static byte[] Id(Caller caller, InteractionReport report)
    {
        var name = report.ExternalId is { } external ? $"external\n{external}"
            : report.IdempotencyKey is { } key ? $"key\n{key}"
            : null;
        return name is null
            ? Guid.NewGuid().ToByteArray()
            : SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.Actor}\n{name}"))[..16];
    }

    private static RecordResult.Invalid Invalid(string field, string code, string message) => new(new FieldProblem(field, code, message));
}
