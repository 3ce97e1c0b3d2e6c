using System.Text;
using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Import.Reports;

/// <summary>Rejected rows come back as the file was: its columns, its separator, its encoding; and, corrected, they are imported and nothing else.</summary>
public sealed class RejectedRowTests
{
    private const string Path = "demo/people.csv.rejected.csv";

    [Theory]
    [InlineData("utf-8", ',', "Müller")]
    [InlineData("utf-8", ';', "山田")]
    [InlineData("utf-16", '\t', "Жуков")]
    [InlineData("utf-16BE", ',', "山田")]
    [InlineData("windows-1252", ';', "Lefèvre-Forêt-Déjà")]
    [InlineData("windows-1250", ';', "Wałęsa Żółć")]
    [InlineData("windows-1251", ';', "Достоевский")]
    [InlineData("shift_jis", ',', "表山能田")]
    [InlineData("euc-jp", ',', "山田花子")]
    [InlineData("iso-2022-jp", ',', "山田花子")]
    public async Task The_report_is_in_the_files_encoding_and_corrected_it_imports_exactly_its_rows(string name, char separator, string family)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        var rows = $"First Name,Last Name,E-mail,Phone\r\nGood,{family},good@example.com,090-1234-5678\r\nBad,{family},bad@example.com,8.19E+11\r\nWorse,{family},worse@example.com,9.1E+10\r\n";
        var rig = await ImportRig.StartAsync();
        var first = await rig.ImportAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(rows.Replace(',', separator))]);
        Assert.Equal((1, 2), (first.Rows.Created, first.Rows.Rejected));

        var report = encoding.GetString(rig.Files.Bytes(ImportStorage.Reports, Path)!).TrimStart('\uFEFF');
        Assert.Equal($"line,column,code,reason,First Name,Last Name,E-mail,Phone".Replace(',', separator), report.Split("\r\n")[0]);
        Assert.StartsWith($"3{separator}Phone{separator}phone-scientific-notation{separator}", report.Split("\r\n")[1], StringComparison.Ordinal);
        Assert.EndsWith($"{separator}Bad,{family},bad@example.com,8.19E+11".Replace(',', separator), report.Split("\r\n")[1], StringComparison.Ordinal);
        Assert.StartsWith($"4{separator}Phone{separator}phone-scientific-notation{separator}", report.Split("\r\n")[2], StringComparison.Ordinal);

        var corrected = report.Replace("8.19E+11", "090-1111-2222", StringComparison.Ordinal).Replace("9.1E+10", "090-3333-4444", StringComparison.Ordinal);
        var second = await rig.ImportAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(corrected)]);
        Assert.Equal((2, 2, 0), (second.Rows.Total, second.Rows.Created, second.Rows.Rejected));
        Assert.Equal(["Bad", "Good", "Worse"], (await rig.ContactsAsync()).Select(contact => contact.Record.Contact.Name.Given).Order(StringComparer.Ordinal));
        Assert.All(await rig.ContactsAsync(), contact => Assert.Equal(family, contact.Record.Contact.Name.Family));
        Assert.All(await rig.ContactsAsync(), contact => Assert.Empty(contact.Record.Contact.Custom));
    }

    [Fact]
    public async Task A_report_whose_rows_are_wrong_again_is_a_report_again_with_its_own_lines()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync("name,email,notes\nAnn,ann@example.com,\"two\nlines\"\n,nothing,\"three\n\nlines\"\n");
        Assert.Equal([("4", "email", "email-no-at")], rig.Rejected());
        var again = await rig.ImportAsync(rig.RejectedCsv!);
        Assert.Equal((1, 1), (again.Rows.Total, again.Rows.Rejected));
        Assert.Equal([("2", "email", "email-no-at")], rig.Rejected());
        Assert.Equal("line,column,code,reason,name,email,notes", rig.RejectedCsv!.Split("\r\n")[0].TrimStart('\uFEFF'));
    }
}
