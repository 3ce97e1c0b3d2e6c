using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Import.Reports;

namespace ServerlessContacts.Tests.Import;

/// <summary>The corpus, damaged in every way that disks, editors and programs damage files; the same damage in every run.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20261126;
    private const int PerFile = 12;
    private const int WholeImports = 60;

    /// <summary>Far beyond what such a small file needs, and far below what a service has.</summary>
    private const long MostBytes = 300L * 1024 * 1024;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    private static readonly byte[][] Snippets =
    [
        "\""u8.ToArray(), "\"\""u8.ToArray(), "\n"u8.ToArray(), "\r"u8.ToArray(), "\r\n\r\n"u8.ToArray(), ","u8.ToArray(), ";"u8.ToArray(), "\t"u8.ToArray(), [0], [0xFF], [0xFE, 0xFF], [0x82], [0xE3, 0x81],
        [0x1B, 0x24, 0x42], "\",\""u8.ToArray(), " ::: "u8.ToArray(), "|"u8.ToArray(), "sep=,\r\n"u8.ToArray(), [0xEF, 0xBB, 0xBF], "* "u8.ToArray(), "0/0/00"u8.ToArray(), "8.19E+11"u8.ToArray(), "/o=x"u8.ToArray(),
    ];

    private static IReadOnlyList<byte[]> Corpus =>
        [.. System.IO.Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Import", "Corpus"), "*.csv")
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    [Fact]
    public void Whatever_a_file_holds_each_of_its_rows_is_drafted_or_rejected_within_bounds()
    {
        var chance = new Random(Seed);
        foreach (var content in Corpus.SelectMany(file => Enumerable.Range(0, PerFile).Select(_ => Damage(file, chance))).ToList())
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Read(content);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }
    }

    [Fact]
    public async Task Whatever_a_file_holds_its_import_ends_and_every_row_is_in_one_count()
    {
        var chance = new Random(Seed);
        var files = Corpus;
        for (var round = 0; round < WholeImports; round++)
        {
            var content = Damage(files[round % files.Count], chance);
            var rig = await ImportRig.StartAsync();
            var import = await Task.Run(() => rig.ImportAsync(content)).WaitAsync(MostTime);
            if (import.Status == ImportStatus.Waiting)
            {
                Assert.Equal("encoding-unsure", import.Problem!.Code);
                import = await rig.ApplyAsync(import.Id).WaitAsync(MostTime);
            }

            var rows = import.Rows;
            Assert.Contains(import.Status, new[] { ImportStatus.Done, ImportStatus.Rejected });
            Assert.Equal(import.Status == ImportStatus.Rejected, import.Problem is not null);
            Assert.Equal(rows.Total, rows.Created + rows.Updated + rows.Unchanged + rows.Deleted + rows.Rejected);
            Assert.Equal(rows.Created - rows.Deleted, (await rig.ContactsAsync()).Count);
            if (import.Status == ImportStatus.Done)
            {
                Assert.Equal(await RowsAsync(content, import), rows.Total);
            }
        }
    }

    /// <summary>Recognises and drafts the file as an import does, on this thread.</summary>
    private static void Read(byte[] content)
    {
        var survey = FileSurvey.TakeAsync(new MemoryStream(content), null, default).GetAwaiter().GetResult();
        var result = Recogniser.RunAsync(survey, new ImportOptions(), null).GetAwaiter().GetResult();
        Assert.NotEqual(result.Found is null, result.Problem is null);
        if (result.Found is not { } found)
        {
            return;
        }

        var phones = new PhoneParser(new PhoneParserOptions { Country = "JP" });
        var (mapper, rules) = (new RowMapper(found.Layout, phones), new ContactRules(phones));
        var rejected = new RejectedRows(found.Delimiter, found.Encoding.Name, found.Layout.ReportColumns);
        var rows = new RowReader(new StringReader(TextEncodings.Get(found.Encoding.Name).GetString(content)), found.Delimiter);
        var line = HeaderRow.FindAsync(rows, default).GetAwaiter().GetResult()?.Line ?? 0;
        while (rows.ReadAsync(default).GetAwaiter().GetResult() is { } row)
        {
            Assert.True(row.Line > line, "Lines go on.");
            line = row.Line;
            if (row.Problem is { } problem)
            {
                rejected.Add(row, mapper.Locate(row, problem));
            }
            else if (mapper.Map(row) is var draft && rules.Check(draft.Contact) is { IsValid: false } check)
            {
                rejected.Add(row, mapper.Locator(row)(check.Problems[0]));
            }
        }

        _ = rejected.Take();
    }

    private static async Task<long> RowsAsync(byte[] content, ImportRecord import)
    {
        var delimiter = Delimiters.Get(import.Delimiter!);
        var rows = new RowReader(new StreamReader(new MemoryStream(content), TextEncodings.Get(import.Encoding!), detectEncodingFromByteOrderMarks: false), delimiter);
        await HeaderRow.FindAsync(rows, default);
        var count = 0L;
        while (await rows.ReadAsync(default) is { } row)
        {
            count += row.IsBlank ? 0 : 1;
        }

        return count;
    }

    private static byte[] Damage(byte[] file, Random chance)
    {
        List<byte> damaged = [.. file];
        for (var left = chance.Next(1, 8); left > 0; left--)
        {
            Damage(damaged, chance);
        }

        return [.. damaged];
    }

    private static void Damage(List<byte> file, Random chance)
    {
        var at = chance.Next(file.Count + 1);
        var length = Math.Min(chance.Next(1, 200), file.Count - at);
        switch (chance.Next(7))
        {
            case 0:
                file.InsertRange(at, Snippets[chance.Next(Snippets.Length)]);
                break;
            case 1:
                file.RemoveRange(at, length);
                break;
            case 2:
                file.InsertRange(at, file.GetRange(at, length));
                break;
            case 3 when at < file.Count:
                file[at] = (byte)chance.Next(256);
                break;
            case 4:
                file.RemoveRange(at, file.Count - at);
                break;
            case 5 when at < file.Count:
                file[at] ^= (byte)(1 << chance.Next(8));
                break;
            default:
                file.InsertRange(at, Encoding.UTF8.GetBytes(new string('x', chance.Next(2_000))));
                break;
        }
    }
}
