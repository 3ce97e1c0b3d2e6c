using ServerlessContacts.Contacts.Matching;

namespace ServerlessContacts.Import.Running;

/// <summary>What an import matches against.</summary>
/// <param name="Index">The contacts. A plan has a draft of its own.</param>
/// <param name="Lines">The lines of the file that stand for contacts.</param>
/// <param name="Contents">What it may delete by not naming it; empty unless it replaces a folder's contents.</param>
/// <param name="Positions">By partition its newest change before the contacts were read.</param>
/// <param name="Known">Contacts that were there before the file's own were added.</param>
internal sealed record LoadedIndex(MatchIndex Index, MatchedLines Lines, FolderContents Contents, long[] Positions, int Known)
{
    /// <summary>The contacts of which a plausible share may be deleted.</summary>
    public int Deletable(ImportMode mode) => mode == ImportMode.Replace ? Contents.Count : Known;
}
