using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Matching;

namespace ServerlessContacts.Sync.Running;

/// <summary>The value that a conflict was about, found again in a contact by the path that the merge gave it: <c>name.given</c>, <c>phones[+33612345678].label</c>.</summary>
internal sealed partial class ReviewedField(string path)
{
    private readonly System.Text.RegularExpressions.Match entry = Entry.Match(path);

    public bool IsLabel => entry.Success && Part == "label";

    private string List => entry.Groups["list"].Value;

    private string Key => entry.Groups["key"].Value;

    private string Part => entry.Groups["part"].Value;

    /// <summary>The contact with this value; null where there is no such entry any more.</summary>
    public Contact? With(Contact contact, string? value)
    {
        var json = Json(contact);
        if (!entry.Success)
        {
            Set(json, path.Split('.'), value);
        }
        else if (List == "custom")
        {
            Set(json, ["custom", Key], value);
        }
        else if (Find(json, contact) is { } found)
        {
            Set(found, [Part], value);
        }
        else
        {
            return null;
        }

        var changed = json.Deserialize(ContactJson.Contact)!;
        return changed with { Name = NameRules.Recompose(contact.Name, changed.Name) };
    }

    /// <summary>The contact with a second entry that has this value; null where there is no such entry any more.</summary>
    public Contact? Beside(Contact contact, string? value)
    {
        var json = Json(contact);
        if (Find(json, contact) is not { } found)
        {
            return null;
        }

        var second = found.DeepClone().AsObject();
        second.Remove("default");
        Set(second, [Part], value);
        json[List]!.AsArray().Add(second);
        return json.Deserialize(ContactJson.Contact);
    }

    private JsonObject? Find(JsonObject json, Contact contact)
    {
        var place = List switch
        {
            "emails" => Place(contact.Emails, NormalForms.Of),
            "phones" => Place(contact.Phones, NormalForms.Of),
            "ims" => Place(contact.Ims, im => $"{im.Protocol}:{im.Address}".ToLowerInvariant()),
            "urls" => Place(contact.Urls, page => page.Url),
            _ => -1,
        };
        return place < 0 ? null : json[List]![place]!.AsObject();
    }

    private int Place<T>(IReadOnlyList<T> list, Func<T, string> key) => list.Index().Where(one => key(one.Item) == Key).Select(one => one.Index).FirstOrDefault(-1);

    private static JsonObject Json(Contact contact) => JsonSerializer.SerializeToNode(contact, ContactJson.Contact)!.AsObject();

    private static void Set(JsonObject json, IReadOnlyList<string> names, string? value)
    {
        foreach (var name in names.SkipLast(1))
        {
            json = (json[name] ??= new JsonObject()).AsObject();
        }

        if (value is null)
        {
            json.Remove(names[^1]);
        }
        else
        {
            json[names[^1]] = value;
        }
    }

    [GeneratedRegex(@"^(?<list>\w+)\[(?<key>.*)\]\.(?<part>\w+)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Entry { get; }
}
