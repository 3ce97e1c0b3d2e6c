using System.Text;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

public sealed class NameTableTests
{
    [Theory]
    [InlineData("ada lovelace", new[] { 0, 2, 40 })]
    [InlineData("adalovelace", new[] { 0, 2, 40 })]
    [InlineData("lovelace", new[] { 2 })]
    [InlineData("小山 田鶴", new[] { 1 })]
    [InlineData("ada", new int[0])]
    [InlineData("lovelace ada", new int[0])]
    public void Documents_are_found_by_a_whole_name_blanks_aside(string name, int[] documents)
    {
        var builder = new NameTableBuilder(41);
        builder.Add(0, "ada lovelace\n"u8);
        builder.Add(1, "小山 田鶴\n"u8);
        builder.Add(2, "lovelace\nada lovelace\nadalove lace\n"u8);
        builder.Add(40, "ada lovelace\n"u8);
        Assert.Equal(documents, Named(builder.Finish(), 41, name));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1 << 12)]
    [InlineData((1 << 12) - 1)]
    public void Every_document_is_found_by_its_name_and_hardly_another(int universe)
    {
        var builder = new NameTableBuilder(universe);
        for (var document = 0; document < universe; document++)
        {
            builder.Add(document, Encoding.UTF8.GetBytes($"name of {document}\n"));
        }

        var table = builder.Finish();
        var found = Enumerable.Range(0, universe).Select(document => Named(table, universe, $"name of {document}")).ToList();
        Assert.All(found.Index(), one => Assert.Contains(one.Index, one.Item));
        Assert.InRange(found.Sum(one => one.Length), universe, universe + (universe / 1000));
    }

    [Fact]
    public void Where_there_are_no_names_none_is_found() => Assert.Empty(Named(new NameTableBuilder(0).Finish(), 0, "ada"));

    private static int[] Named((int[] Starts, uint[] Names) table, int universe, string name)
    {
        var found = new NameTable(table.Starts, table.Names, universe).Named(Encoding.UTF8.GetBytes(name), new QueryScratch());
        return found.Documents[..found.Count];
    }
}
