using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Store;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Steps;

/// <summary>
/// Plays what a step says, one object after the other: <c>settings</c> (first of all), <c>provider</c> (how it is), <c>group</c>, <c>here</c> or <c>there</c> (add, edit, remove, rename) with <c>who</c> by name or e-mail
/// address and <c>contact</c> whole or as a merge patch, <c>bad</c> (a person there that cannot be held here), <c>picture</c>, <c>suffer</c> (what the next calls suffer), <c>wait</c>, <c>run</c> (sync or preview), <c>decide</c> (apply or skip), <c>settle</c> (a review: ours, theirs or both).
/// </summary>
internal sealed class StepPlayer(SyncRig rig)
{
    private readonly Dictionary<string, Queue<CallFault>> faults = new(StringComparer.Ordinal);
    private RunRecord? run;
    private int calls;
    private int writes;

    public static async Task<StepPlayer> StartAsync(JsonArray first)
    {
        var settings = first.Select(action => action!["settings"]).FirstOrDefault(found => found is not null);
        var rig = await SyncRig.StartAsync(
            settings is null ? null : StoredJson.Read<ConnectionSettings>(System.Text.Encoding.UTF8.GetBytes(settings.ToJsonString())));
        var player = new StepPlayer(rig);
        rig.Provider.Next = call => player.faults.GetValueOrDefault(call)?.TryDequeue(out var fault) == true ? fault : CallFault.None;
        return player;
    }

    public async Task PlayAsync(JsonArray actions)
    {
        (calls, writes, run) = (rig.Provider.Calls.Count, rig.Provider.Writes, null);
        foreach (var action in actions)
        {
            await PlayAsync(action!.AsObject());
        }
    }

    /// <summary>Both sides, what the run told, and what was asked of the provider in this step.</summary>
    public Task<JsonObject> StateAsync() => StepState.OfAsync(rig, run, [.. rig.Provider.Calls.Skip(calls)], rig.Provider.Writes - writes);

    private Task PlayAsync(JsonObject action) => action.First() switch
    {
        ("settings", _) => Task.CompletedTask,
        ("provider", { } traits) => Done(() => Set(traits.AsObject())),
        ("group", { } group) => Done(() => rig.Provider.Groups.Add(new ProviderGroup((string)group["id"]!, (string)group["name"]!))),
        ("there", { } verb) => Done(() => There((string)verb!, (string?)action["who"], action["contact"])),
        ("bad", { } contact) => Done(() => rig.Provider.Add(Patched(null, contact))),
        ("here", { } verb) => HereAsync((string)verb!, (string?)action["who"], action["contact"]),
        ("picture", { } who) => Done(() => rig.Provider.Photos[IdOf((string)who!)] = new byte[7]),
        ("suffer", { } suffered) => Done(() => Suffer(suffered.AsObject())),
        ("wait", { } time) => Done(() => rig.Time.Advance(TimeSpan.Parse((string)time!, CultureInfo.InvariantCulture))),
        ("run", { } kind) => RunAsync((string)kind! == "preview" ? RunKind.Preview : RunKind.Sync),
        ("settle", { } decision) => SettleAsync((string)decision!, (string)action["who"]!),
        ("decide", { } decision) => DecideAsync((string)decision! == "apply" ? Decision.Apply : Decision.Skip),
        var (verb, _) => throw new InvalidOperationException($"There is no {verb}."),
    };

    private void Set(JsonObject provider)
    {
        rig.Provider.Lag = provider["lag"] is { } lag ? TimeSpan.Parse((string)lag!, CultureInfo.InvariantCulture) : rig.Provider.Lag;
        rig.Provider.PageSize = (int?)provider["pageSize"] ?? rig.Provider.PageSize;
        rig.Provider.RepeatsItems = (bool?)provider["repeatsItems"] ?? rig.Provider.RepeatsItems;
        rig.Provider.ForgetsDeletions = (bool?)provider["forgetsDeletions"] ?? rig.Provider.ForgetsDeletions;
        rig.Provider.Traits = rig.Provider.Traits with
        {
            KeysAreSearchable = (bool?)provider["keysAreSearchable"] ?? rig.Provider.Traits.KeysAreSearchable,
            Lag = rig.Provider.Lag + TimeSpan.FromMinutes(1),
        };
    }

    private void There(string verb, string? who, JsonNode? contact)
    {
        switch (verb)
        {
            case "add":
                rig.Provider.Add(SyncRig.Clean(Patched(null, contact)));
                break;
            case "edit":
                rig.Provider.Edit(IdOf(who!), before => Patched(before, contact));
                break;
            case "remove":
                rig.Provider.Remove(IdOf(who!));
                break;
            default:
                rig.Provider.Rename(IdOf(who!));
                break;
        }
    }

    private async Task HereAsync(string verb, string? who, JsonNode? contact)
    {
        switch (verb)
        {
            case "add":
                await rig.AddAsync(Patched(null, contact));
                break;
            case "edit":
                await rig.EditAsync(await UniqueOfAsync(who!), before => Patched(before, contact));
                break;
            default:
                await rig.RemoveAsync(await UniqueOfAsync(who!));
                break;
        }
    }

    private void Suffer(JsonObject suffered)
    {
        foreach (var (call, list) in suffered)
        {
            faults[call] = new Queue<CallFault>(list!.AsArray().Select(fault => Enum.Parse<CallFault>((string)fault!, ignoreCase: true)));
        }
    }

    private async Task RunAsync(RunKind kind)
    {
        try
        {
            run = await rig.SyncAsync(kind);
        }
        catch (CrashException)
        {
            rig.Restart();
        }
    }

    private async Task DecideAsync(Decision decision) => run = await rig.ResumeAsync(decision);

    private async Task SettleAsync(string decision, string who)
    {
        var review = (await rig.ReviewsAsync()).Single(review => string.Equals(review.Name, who, StringComparison.Ordinal));
        await rig.DecideAsync(review, Enum.Parse<ReviewDecision>(decision, ignoreCase: true));
    }

    private string IdOf(string who) => rig.Provider.People.Single(person => Is(person.Contact, who)).Id;

    private async Task<string> UniqueOfAsync(string who) => (await rig.BookAsync()).Single(contact => Is(contact.Record.Contact, who)).Id.Unique;

    private static bool Is(Contact contact, string who) =>
        string.Equals(contact.Name.Full, who, StringComparison.Ordinal) || contact.Emails.Any(email => string.Equals(email.Address, who, StringComparison.Ordinal));

    private static Contact Patched(Contact? before, JsonNode? patch) =>
        System.Text.Json.JsonSerializer.Deserialize(MergePatch.Apply(before is null ? null : System.Text.Json.JsonSerializer.SerializeToNode(before, ContactJson.Contact), patch), ContactJson.Contact)!;

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
