namespace ServerlessContacts.Import.Running;

/// <summary>By the number of a contact, the line of the file that stands for it. Takes room only where lines are.</summary>
internal sealed class MatchedLines
{
    private const int BlockLength = 4096;

    private readonly List<int[]?> blocks = [];

    /// <summary>0 for none.</summary>
    public int Of(int number) =>
        number / BlockLength < blocks.Count && blocks[number / BlockLength] is { } block ? block[number % BlockLength] : 0;

    public void Set(int number, int line)
    {
        while (blocks.Count <= number / BlockLength)
        {
            blocks.Add(null);
        }

        (blocks[number / BlockLength] ??= new int[BlockLength])[number % BlockLength] = line;
    }
}
