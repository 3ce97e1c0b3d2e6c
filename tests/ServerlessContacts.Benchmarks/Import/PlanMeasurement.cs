using System.Diagnostics;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Matching;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Import.Running;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>Takes a file the way an import does, up to where the first row would be written.</summary>
internal static class PlanMeasurement
{
    /// <summary>The tenant's contacts before the import.</summary>
    private const int Known = 100_000;

    private const string Id = "00000000000000000001";
    private const string EarlierId = "00000000000000000002";

    /// <summary>Rows after which a service that has just started runs as it will run from then on.</summary>
    private const int WarmUp = 300_000;

    public static async Task<Planned> RunAsync(string path)
    {
        await PlanAsync(path, WarmUp);
        return await PlanAsync(path, int.MaxValue);
    }

    private static async Task<Planned> PlanAsync(string path, int mostRows)
    {
        var import = Import();
        var target = new ImportTarget(import, new TenantRecord { Name = "Bench", Country = "FR", Created = DateTimeOffset.UnixEpoch });
        var phones = new PhoneParser(new PhoneParserOptions { Country = "FR" });
        var index = Index(new ContactRules(phones), target);

        var watch = Stopwatch.StartNew();
        var found = await RecogniseAsync(path, import.Options);
        await using var file = OpenedFile.Open(Open(path), found.Encoding.Name);
        if (await file.StartAsync(found.Delimiter, default) is not var (rows, _))
        {
            throw new InvalidDataException("The file is empty.");
        }

        var planner = new RowPlanner(new RowMapper(found.Layout, phones), new ContactRules(phones), index, target, import.Options, new Dictionary<int, WrittenRow>());
        var (read, matched, rejected) = (0L, 0L, 0L);
        while (read < mostRows && await rows.ReadAsync(default) is { } row)
        {
            if (!row.IsBlank)
            {
                var planned = planner.Plan(row, 0);
                read++;
                matched += planned.Target is null ? 0 : 1;
                rejected += planned.Outcome == RowOutcome.Rejected ? 1 : 0;
            }
        }

        return new Planned(read / watch.Elapsed.TotalSeconds, Memory.PeakMb(), matched, rejected);
    }

    /// <summary>As blobs are read: so many bytes with one request.</summary>
    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4 * 1024 * 1024);

    private static StoredImport Import() => new()
    {
        Record = new ImportRecord { Id = Id, File = "people.csv", Source = "imports/bench/people.csv", By = ImportRecord.DroppedBy },
        Options = new ImportOptions(),
        Blob = new SourceBlob("imports", "bench/people.csv", "1", 0),
        Registered = DateTimeOffset.UnixEpoch,
        Saved = DateTimeOffset.UnixEpoch,
        Tenant = new TenantId("bench"),
    };

    private static async Task<Recognition> RecogniseAsync(string path, ImportOptions options)
    {
        await using var stream = Open(path);
        var result = await Recogniser.RunAsync(await FileSurvey.TakeAsync(stream, null, default), options, null);
        return result.Found ?? throw new InvalidDataException(result.Problem!.Message);
    }

    private static LoadedIndex Index(ContactRules rules, ImportTarget target)
    {
        var index = new MatchIndex();
        for (var number = 0; number < Known; number++)
        {
            var row = number * PlanFile.KnownEvery;
            var contact = rules.Check(new Contact
            {
                Name = new ContactName { Given = PlanFile.GivenName(row), Family = PlanFile.FamilyName(row) },
                Emails = [new Email { Address = PlanFile.Email(row) }],
            }).Contact;
            var signature = NameSignature.Of(contact);
            index.Add(number % target.Partitions.Count, $"{EarlierId}{number:x8}", MatchKeys.Of(contact, signature), signature);
        }

        var lines = new MatchedLines();
        return new LoadedIndex(index, lines, new FolderContents(index, lines, []), new long[target.Partitions.Count], Known);
    }
}
