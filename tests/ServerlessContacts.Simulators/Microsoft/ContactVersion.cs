using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>A contact folder. The default one has no name here because no listing shows it.</summary>
public sealed record GraphFolder(string Id, string Name, string Parent);

/// <summary>A contact as it was after one of its saves.</summary>
internal sealed record ContactVersion(long Sequence, DateTimeOffset At, string Id, string Folder, JsonObject Body, bool Deleted);
