using System.Globalization;
using System.Text.Json;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>One state of one item; without a contact, its deletion.</summary>
internal sealed record MemoryItem(string Id, string Root, int Tag, Contact? Contact, DateTimeOffset Updated, string? Key)
{
    public IReadOnlyList<string> Previous { get; init; } = [];

    public bool IsIn(ProviderGroup group, IReadOnlyList<ProviderGroup> groups) =>
        Item(groups).Groups.Contains(MemoryGroups.IsText(group) ? group.Name : group.Id);

    private static bool IsOf(ProviderGroup group, string label) => group.Id == label || group.Name == label;

    public ProviderItem Item(IReadOnlyList<ProviderGroup> groups) => new()
    {
        Groups = [.. (Contact?.Labels ?? []).Select(label => groups.FirstOrDefault(group => IsOf(group, label))?.Id ?? label).Distinct()],
        Id = Id,
        ETag = Contact is null ? "" : string.Create(CultureInfo.InvariantCulture, $"t{Tag}"),
        Updated = Updated,
        IsDeleted = Contact is null,
        PreviousIds = Previous,
        ClientKey = Key,
        Raw = Contact is null ? "" : JsonSerializer.Serialize(Contact, ContactJson.Contact),
    };
}
