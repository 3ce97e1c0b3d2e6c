using Microsoft.AspNetCore.Builder;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>The provider's side of a life: what a person does there, what goes wrong there, and what was counted there.</summary>
internal interface ITheirs : IAsyncDisposable
{
    string Scope { get; }

    /// <summary>Everybody who is there, by the provider's id.</summary>
    IReadOnlyDictionary<string, Essence> People { get; }

    /// <summary>The names of folders: labels that no edit of a contact moves anything by.</summary>
    IReadOnlyCollection<string> Folders { get; }

    /// <summary>The groups or folders that the person made: their names by their ids.</summary>
    IReadOnlyDictionary<string, string> Groups { get; }

    /// <summary>What clients did that a good one never does.</summary>
    IReadOnlyDictionary<string, int> Violations { get; }

    void Map(WebApplication app);

    string Add((string Given, string Family, string Email) person);

    void Edit(string id, Alteration alteration);

    void Remove(string id);

    /// <summary>Gives the person a picture.</summary>
    void Portray(string id, byte[] picture);

    bool HasPicture(string id);

    /// <summary>Puts the person into another group or folder.</summary>
    void Shift(string id, Random chance);

    /// <summary>Gives the group or folder another name.</summary>
    void RenameGroup(string id, string name);

    /// <summary>From now on nothing goes wrong any more.</summary>
    void Heal();
}
