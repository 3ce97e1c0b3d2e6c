using System.Text.Json;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Erasure;

/// <summary>What becomes of one row, by its kind. Pure; null where it stays as it is.</summary>
internal sealed class RowRules(ErasureSubject subject, Tally tally)
{
    public RowWrite? Of(Partition partition, StoredRow row) => (partition.Place[0], row.RowKey[0]) switch
    {
        _ when row.RowKey.Length < 3 => null,
        ('i', RowKeys.Import) => Import(row),
        ('i', _) => null,
        _ when partition == subject.Own => OfMember(row),
        (_, RowKeys.Change) => Change(partition, row),
        (_, RowKeys.Interaction) => IsInteraction(row.RowKey, row.Data) ? Delete(row, Traces.Interactions) : null,
        ('d', RowKeys.Claim) => IsClaim(row.Data) ? Delete(row, Traces.Marks) : null,
        (_, RowKeys.Activity) => subject.Has(RowKeys.NameOf(row.RowKey)) ? Delete(row, Traces.Marks) : null,
        ('d', _) => null,
        (_, RowKeys.Contact or RowKeys.DeletedContact) => Contact(partition, row),
        (_, RowKeys.Favorite) => subject.Has(RowKeys.NameOf(row.RowKey)) ? Delete(row, Traces.Favorites) : null,
        ('m', _) => OfSync(partition, row),
        _ => null,
    };

    /// <summary>A row of the unfinished imports and open uploads of all tenants.</summary>
    public RowWrite? OfUploads(StoredRow row) =>
        row.RowKey.StartsWith(RowKeys.Of(RowKeys.UploadTicket, $"{subject.Tenant}~"), StringComparison.Ordinal) && (IsInto(row) || subject.Person.IsIn(JsonTexts.Of(row.Data)))
            ? Delete(row, Traces.Imports)
            : null;

    /// <summary>
    /// Nothing stays of a member but the skeleton of their log. Contacts have their own transactions, with a change that says that they
    /// are gone. All was counted before.
    /// </summary>
    private RowWrite? OfMember(StoredRow row) =>
        row.RowKey[0] == RowKeys.Change ? Counted(LogRedaction.Of(row, MemberRows.Redacted))
        : row.RowKey[0] == RowKeys.Receipt ? StoredReceipt.Forget(row, MemberRows.IsCall)
        : MemberRows.IsSkeleton(row.RowKey) || row.RowKey[0] == RowKeys.Contact ? null
        : RowWrite.Delete(row.RowKey, row.ETag);

    private RowWrite? Contact(Partition partition, StoredRow row)
    {
        if (subject.Has(partition, RowKeys.NameOf(row.RowKey)))
        {
            // Its own transaction deletes it, with a change that says so.
            return null;
        }

        tally.Saw(ContactChange.IdOf(partition, row.RowKey), ContactJson.Read(row.Data.Span));
        return null;
    }

    private RowWrite? Change(Partition partition, StoredRow row) => Counted(LogRedaction.Of(row, changed => Redacted(partition, changed)));

    private RowWrite? Counted(RowWrite? change)
    {
        tally.Count(Traces.Changes, change is null ? 0 : 1);
        return change;
    }

    /// <summary>Of a contact or a member that it is gone; of everything else nothing.</summary>
    private ChangedRow? Redacted(Partition partition, ChangedRow row) => row.RowKey[0] switch
    {
        RowKeys.Contact or RowKeys.Member => row.IsErased || !subject.Has(partition, RowKeys.NameOf(row.RowKey)) ? row : row.Erased,
        RowKeys.Favorite or RowKeys.Activity => subject.Has(RowKeys.NameOf(row.RowKey)) ? null : row,
        RowKeys.Interaction => IsInteraction(row.RowKey, row.After ?? row.Before) ? null : row,
        RowKeys.Claim => IsClaim(row.After) || IsClaim(row.Before) ? null : row,
        _ => row,
    };

    private RowWrite? Import(StoredRow row)
    {
        if (IsInto(row))
        {
            return Delete(row, Traces.Imports);
        }

        var left = JsonTexts.Without(row.Data, subject.Person);
        tally.Count(Traces.Imports, left is null ? 0 : 1);
        return left is null ? null : RowWrite.Replace(row.RowKey, row.ETag, row.Sequence, left);
    }

    /// <summary>What is pending goes by the contact or by what it says, as it may be of an item that never became a contact.</summary>
    private RowWrite? OfSync(Partition partition, StoredRow row) => row.RowKey[0] switch
    {
        RowKeys.Parked or RowKeys.Removal => subject.Has(partition, row.RowKey[(row.RowKey.LastIndexOf('~') + 1)..].TrimStart('+', '!')) || IsPending(row)
            ? Delete(row, Traces.SyncItems)
            : null,
        RowKeys.Review => subject.Ids.Contains(ErasedLinks.ContactOfReview(row.Data)) || IsPending(row) ? Delete(row, Traces.SyncItems) : null,
        RowKeys.SyncRun when row.RowKey.Count(character => character == '~') == 3 => Outcomes(row),
        RowKeys.Link => Link(partition, row),
        RowKeys.PastItem when row.RowKey.LastIndexOf('~') > 1 => Past(partition, row),
        _ => null,
    };

    private RowWrite? Past(Partition partition, StoredRow row)
    {
        var mark = ErasedLinks.Marked(row.Data, contact => subject.Has(partition, contact));
        tally.Count(Traces.Links, mark is null ? 0 : 1);
        return mark is null ? null : RowWrite.Replace(row.RowKey, row.ETag, row.Sequence, mark);
    }

    /// <summary>Contacts of others who are like a member stay, and what is pending of them.</summary>
    private bool IsPending(StoredRow row) => subject.Member is null && subject.Person.IsIn(JsonTexts.Of(row.Data));

    private RowWrite? Outcomes(StoredRow row)
    {
        var left = ErasedLinks.Without(row.Data, subject.Ids);
        tally.Count(Traces.SyncItems, left is null ? 0 : 1);
        return left is null ? null : RowWrite.Replace(row.RowKey, row.ETag, row.Sequence, left);
    }

    /// <summary>Only counted: those of the contact went with it.</summary>
    private RowWrite? Link(Partition partition, StoredRow row)
    {
        tally.Count(Traces.Links, subject.Has(partition, row.RowKey[(row.RowKey.LastIndexOf('~') + 1)..]) && !ErasedLinks.IsMark(row.Data) ? 1 : 0);
        return null;
    }

    private bool IsInteraction(string rowKey, ReadOnlyMemory<byte>? data) =>
        subject.Has(RowKeys.NameOf(rowKey).Split('~')[0]) || (data is { } json && Text(json, "number") is { } number && subject.Person.HasNumber(number));

    private bool IsClaim(ReadOnlyMemory<byte>? data) => data is { } json && Text(json, "Contact") is { } contact && subject.Has(contact);

    private static string? Text(ReadOnlyMemory<byte> json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    private bool IsInto(StoredRow row) => subject.Member is { } member && MemberRows.IsInto(row.Data, member);

    private RowWrite Delete(StoredRow row, string trace)
    {
        tally.Count(trace);
        return RowWrite.Delete(row.RowKey, row.ETag);
    }
}
