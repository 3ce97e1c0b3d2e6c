using System.Diagnostics;
using System.Globalization;
using System.Net;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.EndToEnd.Import;

/// <summary>Two processes on one storage, each of which is killed while files wait: every file is imported, and nobody is there twice.</summary>
public sealed class SharedTurnTests
{
    private const int SmallFiles = 40;
    private const int LargeRows = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Files_that_name_one_person_make_them_once_whichever_process_dies()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var one = new ServiceProcess(azurite.ConnectionString);
        await using var other = new ServiceProcess(azurite.ConnectionString);
        await one.StartAsync();
        await other.StartAsync();
        var imports = new BlobContainerClient(azurite.ConnectionString, "imports");
        await imports.UploadBlobAsync("demo/large.csv", new BinaryData(Csv(Enumerable.Range(0, LargeRows))));
        await Parallel.ForAsync(0, SmallFiles, async (file, token) =>
            await imports.UploadBlobAsync($"demo/small{file}.csv", new BinaryData(Csv([0, LargeRows, LargeRows + 1 + file])), token));

        await UntilDoneAsync(other, SmallFiles / 4);
        await one.KillAsync();
        await UntilDoneAsync(other, SmallFiles / 2);
        await one.StartAsync();
        await other.KillAsync();
        await UntilDoneAsync(one, SmallFiles + 1);

        var expected = Enumerable.Range(0, LargeRows + 1 + SmallFiles).Select(Address);
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await AddressesAsync(azurite.ConnectionString)).Order(StringComparer.Ordinal));
    }

    private static string Csv(IEnumerable<int> people) =>
        "name,email\n" + string.Concat(people.Select(person => string.Create(CultureInfo.InvariantCulture, $"Person {person},{Address(person)}\n")));

    private static string Address(int person) => string.Create(CultureInfo.InvariantCulture, $"p{person}@example.com");

    private static async Task UntilDoneAsync(ServiceProcess service, int files)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < Patience; await Task.Delay(50))
        {
            var imports = (await service.Client.GetAsync("imports")).Json(HttpStatusCode.OK)["items"]!.AsArray();
            Assert.DoesNotContain(imports, import => (string?)import!["status"] is "failed" or "rejected");
            if (imports.Count(import => (string?)import!["status"] is "done") >= files)
            {
                return;
            }
        }

        throw new TimeoutException($"{files} files were not imported.");
    }

    private static async Task<List<string>> AddressesAsync(string storage)
    {
        var store = new ContactStore(new Journal(new AzureTable(new TableClient(storage, StoreRegistration.TableName)), TimeProvider.System));
        var addresses = new List<string>();
        for (var shard = 0; shard < 8; shard++)
        {
            var contacts = await store.AllAsync(Partition.Shared(new TenantId("demo"), shard), default).ToListAsync();
            addresses.AddRange(contacts.Select(contact => contact.Record.Contact.Emails.Single().Address));
        }

        return addresses;
    }
}
