using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.Access;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>A manager who makes, edits and deletes shared contacts by chance, the same for the same seed.</summary>
internal sealed class FeedWriter(TestTenant tenant, int seed)
{
    private readonly Random random = new(seed);
    private readonly ApiClient caller = tenant.As($"writer{seed}", BuiltInRole.Manager);
    private readonly List<JsonObject> contacts = [];

    public async Task WriteAsync(int edits)
    {
        for (var edit = 0; edit < edits; edit++)
        {
            await (contacts.Count == 0 ? CreateAsync(edit) : random.Next(10) switch
            {
                < 4 => CreateAsync(edit),
                < 8 => PatchAsync(edit),
                _ => DeleteAsync(),
            });
        }
    }

    private async Task CreateAsync(int edit)
    {
        var contact = new JsonObject { ["scope"] = "shared", ["name"] = new JsonObject { ["full"] = $"Writer {seed} {edit}" } };
        contacts.Add((await caller.PostAsync("contacts", contact)).Json(HttpStatusCode.Created));
    }

    private async Task PatchAsync(int edit)
    {
        var index = random.Next(contacts.Count);
        var patch = new JsonObject { ["notes"] = $"edit {edit}" };
        contacts[index] = (await caller.PatchAsync($"contacts/{contacts[index].Text("id")}", patch, contacts[index].Text("etag"))).Json();
    }

    private async Task DeleteAsync()
    {
        var contact = contacts[random.Next(contacts.Count)];
        contacts.Remove(contact);
        (await caller.DeleteAsync($"contacts/{contact.Text("id")}", contact.Text("etag"))).Is(HttpStatusCode.NoContent);
    }
}
