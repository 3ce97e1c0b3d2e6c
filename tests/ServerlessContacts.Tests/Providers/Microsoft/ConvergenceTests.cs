using ServerlessContacts.Contacts;
using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Tests.Simulators.Microsoft;

namespace ServerlessContacts.Tests.Providers.Microsoft;

/// <summary>
/// A reader that does what the contract says, and nothing more, ends with what the mailbox holds, whatever the service does meanwhile and
/// however often people edit, move and delete.
/// </summary>
public sealed class ConvergenceTests
{
    private readonly Dictionary<string, ProviderItem> copy = new(StringComparer.Ordinal);
    private string? cursor;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public async Task A_reader_of_pages_ends_with_what_the_mailbox_holds(int seed, bool keepsDeleted)
    {
        await using var rig = await AccountRig.StartAsync();
        rig.Mailbox.KeepsDeleted = keepsDeleted;
        var random = new Random(seed);
        foreach (var fault in Enum.GetValues<GraphFault>().Except([GraphFault.Throttled, GraphFault.StaleListing, GraphFault.EmptyListing]))
        {
            rig.Graph.Faults.Set(fault, 0.08);
        }

        List<string> folders = [rig.Mailbox.DefaultFolder, rig.Mailbox.AddFolder("Clients"), rig.Mailbox.AddFolder("Friends")];
        for (var step = 0; step < 120; step++)
        {
            Live(rig.Mailbox, folders, random);
            await StepAsync(rig.Account);
        }

        foreach (var fault in Enum.GetValues<GraphFault>())
        {
            rig.Graph.Faults.Set(fault, 0);
        }

        await RunToEndAsync(rig.Account);
        await RunToEndAsync(rig.Account);
        Assert.Equal(Held(rig.Mailbox), copy.Values.Select(item => Show(rig.Account, item)).Order(StringComparer.Ordinal));
        Assert.Empty(rig.Graph.Violations);
    }

    private static IEnumerable<string> Held(GraphMailbox mailbox)
    {
        var names = mailbox.Folders.ToDictionary(folder => folder.Id, folder => folder.Name, StringComparer.Ordinal);
        return mailbox.All.Select(pair => $"{pair.Key} {pair.Value["nickName"]} {names.GetValueOrDefault(pair.Value["parentFolderId"]!.GetValue<string>())}").Order(StringComparer.Ordinal);
    }

    private static string Show(IAccount account, ProviderItem item)
    {
        Contact view = account.View(item);
        return $"{item.Id} {view.Nickname} {view.Labels.SingleOrDefault()}";
    }

    private static void Live(GraphMailbox mailbox, List<string> folders, Random random)
    {
        var ids = mailbox.All.Keys.ToList();
        var one = ids.Count == 0 ? null : ids[random.Next(ids.Count)];
        switch (random.Next(5))
        {
            case 0 when one is not null:
                mailbox.Delete(one);
                break;
            case 1 when one is not null:
                mailbox.Move(one, folders[random.Next(folders.Count)]);
                break;
            case 2 when one is not null:
                mailbox.Edit(one, GraphRig.Json($$"""{"nickName":"{{random.Next(1000)}}"}"""));
                break;
            default:
                mailbox.Add(GraphRig.Json($$"""{"nickName":"{{random.Next(1000)}}"}"""), folders[random.Next(folders.Count)]);
                break;
        }
    }

    private async Task RunToEndAsync(IAccount account)
    {
        while (!await StepAsync(account))
        {
            // The next page.
        }
    }

    /// <summary>One page. A deletion counts only where the id is found nowhere.</summary>
    private async Task<bool> StepAsync(IAccount account)
    {
        try
        {
            var page = await account.PageAsync(cursor, CancellationToken.None);
            foreach (var item in page.Items)
            {
                await TakeAsync(account, item);
            }

            cursor = page.Next ?? page.Delta;
            return page.IsLast;
        }
        catch (ProviderException expired) when (expired.Fault == ProviderFault.CursorExpired)
        {
            cursor = null;
            copy.Clear();
            return false;
        }
        catch (ProviderException lost) when (lost.Fault == ProviderFault.Unavailable)
        {
            return false;
        }
    }

    private async Task TakeAsync(IAccount account, ProviderItem item)
    {
        var current = item.IsDeleted ? await account.FindAsync(item.Id, CancellationToken.None) : item;
        if (current is null)
        {
            copy.Remove(item.Id);
        }
        else
        {
            copy[item.Id] = current;
        }
    }
}
