using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Google;

/// <summary>A person as one save left it; without fields where the save deleted it.</summary>
internal sealed record PersonVersion(long Sequence, DateTimeOffset At, string ResourceName, JsonObject? Fields, IReadOnlyList<string> PreviousNames)
{
    public string Etag => "%Eg" + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sequence}/{ResourceName}"));

    public string SourceEtag => "#" + Convert.ToBase64String(Encoding.UTF8.GetBytes(Sequence.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>A person with what it was before: listings lag behind.</summary>
internal sealed class StoredPerson(string sourceId)
{
    private readonly List<PersonVersion> versions = [];

    public string SourceId => sourceId;

    public PersonVersion Current => versions[^1];

    public byte[]? Photo { get; set; }

    public void Add(PersonVersion version) => versions.Add(version);

    /// <summary>What a listing that reaches to the sequence number sees; null where there was nothing yet.</summary>
    public PersonVersion? AsOf(long horizon) => versions.FindLast(version => version.Sequence <= horizon);

    public long LastBefore(DateTimeOffset time) => versions.FindLast(version => version.At <= time)?.Sequence ?? 0;
}
