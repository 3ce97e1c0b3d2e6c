using System.Globalization;
using System.Net;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using Xunit.Abstractions;

namespace ServerlessContacts.EndToEnd.Import;

/// <summary>The service as a process of its own, killed without warning while it imports.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Rows = 20_000;
    private const int EveryRejected = 1_000;

    [Fact]
    public async Task An_import_whose_process_is_killed_three_times_stores_every_row_once_and_reports_right()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        await using var azurite = await Azurite.StartAsync();
        await using var service = new ServiceProcess(azurite.ConnectionString);
        await service.StartAsync();
        await new BlobClient(azurite.ConnectionString, "imports", "demo/people.csv").UploadAsync(new BinaryData(File()));

        foreach (var moment in Moments(new Random(seed)))
        {
            await service.UntilImportAsync(import => (string?)import["status"] is "done" || (long)import["rows"]!["total"]! >= moment);
            await service.KillAsync();
            await service.StartAsync();
        }

        var ended = await service.UntilImportAsync(import => (string?)import["status"] is not ("queued" or "running"));
        const int Rejected = Rows / EveryRejected;
        Assert.Equal(("done", Rows, Rows - Rejected, 0, Rejected), ((string?)ended["status"], (int)ended["rows"]!["total"]!, (int)ended["rows"]!["created"]!, (int)ended["rows"]!["unchanged"]!, (int)ended["rows"]!["rejected"]!));
        Assert.Equal(ExpectedRejectedLines(), await RejectedLinesAsync(service, (string)ended["id"]!));
        await DemandEveryRowOnceAsync(azurite.ConnectionString);
    }

    /// <summary>Three moments, each in a part of its own so that every kill meets the import at work.</summary>
    private static IEnumerable<long> Moments(Random random) => Enumerable.Range(0, 3).Select(part => (part * Rows / 4L) + random.Next(1, Rows / 4));

    private static byte[] File()
    {
        var csv = new StringBuilder("name,email,phone,company\n");
        for (var row = 0; row < Rows; row++)
        {
            var phone = row % EveryRejected == 7 ? "8.19E+11" : string.Create(CultureInfo.InvariantCulture, $"+8190{row:D8}");
            csv.Append(CultureInfo.InvariantCulture, $"Person {row},p{row}@example.com,{phone},Company {row % 50}\n");
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static IEnumerable<int> ExpectedRejectedLines() => Enumerable.Range(0, Rows).Where(row => row % EveryRejected == 7).Select(row => row + 2);

    private static async Task<IEnumerable<int>> RejectedLinesAsync(ServiceProcess service, string import)
    {
        var csv = (await service.Client.GetAsync($"imports/{import}/rejected.csv")).Is(HttpStatusCode.OK).Text;
        return csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => int.Parse(line.Split(',')[0].Trim('"'), CultureInfo.InvariantCulture));
    }

    private static async Task DemandEveryRowOnceAsync(string storage)
    {
        var journal = new Journal(new AzureTable(new TableClient(storage, StoreRegistration.TableName)), TimeProvider.System);
        var emails = new List<string>();
        for (var shard = 0; shard < 8; shard++)
        {
            var partition = Partition.Shared(new TenantId("demo"), shard);
            var contacts = await new ContactStore(journal).AllAsync(partition, default).ToListAsync();
            emails.AddRange(contacts.Select(contact => contact.Record.Contact.Emails.Single().Address));

            // Reading the log throws at a gap; its last change is the head's.
            var changes = await journal.ChangesAsync(partition, 0, default).ToListAsync();
            Assert.Equal(await journal.SequenceAsync(partition, default), changes.Count);
            Assert.Equal(contacts.Count, changes.SelectMany(change => ContactChange.Of(partition, change)).Count());
        }

        var expected = Enumerable.Range(0, Rows).Where(row => row % EveryRejected != 7).Select(row => $"p{row}@example.com");
        Assert.Equal(expected.Order(StringComparer.Ordinal), emails.Order(StringComparer.Ordinal));
    }
}
