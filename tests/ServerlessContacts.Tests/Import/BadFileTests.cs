using System.Text;
using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Import;

public sealed class BadFileTests
{
    private static readonly byte[] Zip = [(byte)'P', (byte)'K', 3, 4, 20, 0, 6, 0, 8, 0, 0, 0];
    private static readonly byte[] Noise = [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 37 % 251))];

    public static TheoryData<string, byte[], string> Files { get; } = new()
    {
        { "empty", [], "empty-file" },
        { "byte order mark only", [0xEF, 0xBB, 0xBF], "empty-file" },
        { "blank lines only", "\r\n \r\n\r\n"u8.ToArray(), "empty-file" },
        { "separator line only", "sep=;\r\n"u8.ToArray(), "empty-file" },
        { "a ZIP, as Excel's files are", Zip, "not-a-csv" },
        { "noise", Noise, "not-a-csv" },
        { "NUL in the header", "na\0me,email\nA,a@example.com\n"u8.ToArray(), "not-a-csv" },
        { "header only", "name,email\n"u8.ToArray(), "header-only" },
        { "header without line break", "name,email"u8.ToArray(), "header-only" },
        { "blank rows below the header", "name,email\n,\n ,\n"u8.ToArray(), "header-only" },
        { "no column that is known", "colour,size\nred,3\n"u8.ToArray(), "header-not-recognised" },
        { "10,000 columns", Encoding.UTF8.GetBytes("name," + string.Join(',', Enumerable.Range(1, 9999).Select(i => $"column {i}")) + "\nA\n"), "too-many-columns" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_that_cannot_be_imported_is_rejected_with_its_reason_and_nothing_is_written(string what, byte[] content, string code)
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync(content);
        Assert.Equal((what, ImportStatus.Rejected, code), (what, import.Status, import.Problem?.Code));
        Assert.NotNull(import.Finished);
        Assert.Empty(await rig.ContactsAsync());
        Assert.Contains(code, rig.Files.Text(ImportStorage.Reports, "demo/people.csv.report.json"), StringComparison.Ordinal);
        Assert.Null(rig.RejectedCsv);
    }

    [Theory]
    [InlineData("demo/people.xlsx", "unsupported-file-type")]
    [InlineData("demo/people", "unsupported-file-type")]
    public async Task A_file_of_another_type_is_rejected_at_once(string path, string code)
    {
        var rig = await ImportRig.StartAsync();
        await rig.DropAsync(path, "name\nA\n");
        Assert.Equal(0, rig.Messages);
        Assert.Equal((ImportStatus.Rejected, code), ((await rig.NewestAsync()).Status, (await rig.NewestAsync()).Problem!.Code));
        Assert.Contains(code, rig.Files.Text(ImportStorage.Reports, $"{path}.report.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_mode_is_rejected_and_not_guessed()
    {
        var rig = await ImportRig.StartAsync();
        Assert.Equal("invalid-mode", (await rig.ImportAsync("name\nA\n", ("mode", "replace-everything"))).Problem?.Code);
    }

    [Theory]
    [InlineData("nobody/people.csv")]
    [InlineData("people.csv")]
    [InlineData("DEMO/people.csv")]
    public async Task A_file_of_no_tenant_goes_to_quarantine_and_leaves_no_row(string path)
    {
        var rig = await ImportRig.StartAsync();
        var before = rig.Table.Dump().Count;
        await rig.DropAsync(path, "name\nA\n");
        await rig.Imports.RegisterDroppedAsync(path, default);
        Assert.Equal(before, rig.Table.Dump().Count);
        Assert.Equal([$"imports-quarantine/{path}", $"imports-quarantine/{path}.report.json"], rig.Files.Paths);
        Assert.Contains("unknown-tenant", rig.Files.Text(ImportStorage.Quarantine, $"{path}.report.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_replaced_while_it_is_read_fails_and_its_successor_is_imported()
    {
        var rig = await ImportRig.StartAsync(new ImportSettings { RowsPerChunk = 5 });
        var rows = string.Concat(Enumerable.Range(0, 3000).Select(i => $"Person {i},p{i}@example.com\n"));
        await rig.DropAsync("demo/people.csv", "name,email\n" + rows);
        rig.Files.ChangesAfter = 60_000;
        await rig.RunAsync();
        Assert.Equal((ImportStatus.Failed, "file-changed"), ((await rig.NewestAsync()).Status, (await rig.NewestAsync()).Problem!.Code));

        rig.Files.ChangesAfter = null;
        rig.Time.Advance(TimeSpan.FromMilliseconds(5));
        var next = await rig.ImportAsync("name,email\nPerson 1,p1@example.com\n");
        Assert.Equal((ImportStatus.Done, 1), (next.Status, next.Rows.Total));
    }
}
