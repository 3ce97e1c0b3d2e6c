using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Contacts;

/// <summary>
/// Takes out of a contact the values that its rules refuse, so that the rest can be kept and the values as texts. A contact that says too
/// little or too much, and a number whose
/// digits are lost, cannot be helped so.
/// </summary>
internal static class UnfitValues
{
    private static readonly FrozenSet<string> Costly = new[]
    {
        ContactMessages.EmptyContact, ContactMessages.InternalName, ContactMessages.TooMany, ContactMessages.TooLarge, PhoneProblems.ScientificNotation.Code,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The part of an entry without which it is none.</summary>
    private static readonly FrozenDictionary<string, string> MainParts =
        new Dictionary<string, string> { ["emails"] = "address", ["phones"] = "number", ["ims"] = "address", ["urls"] = "url" }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// Whether the rest of the contact is good without the value, and the value has another place. Notes and custom fields are that place.
    /// </summary>
    public static bool IsOne(FieldProblem problem) => !Costly.Contains(problem.Code) && problem.Field.Split('.')[0] is not ("" or "notes" or "custom");

    /// <summary>The contact without the values that the problems name, and each of these as it was written.</summary>
    /// <param name="contact">The contact that was checked.</param>
    /// <param name="problems">What the check found, each of which <see cref="IsOne"/>.</param>
    public static (Contact Contact, IReadOnlyList<string> Texts) TakeOut(Contact contact, IReadOnlyList<FieldProblem> problems)
    {
        var json = JsonSerializer.SerializeToNode(contact, ContactJson.Contact)!.AsObject();
        var gone = new HashSet<(string List, int Index)>();
        List<string> texts = [.. problems.Select(problem => TakeOut(json, problem.Field, gone))];
        foreach (var list in gone.GroupBy(entry => entry.List, StringComparer.Ordinal))
        {
            json[list.Key] = new JsonArray([.. json[list.Key]!.AsArray().Where((_, index) => !gone.Contains((list.Key, index))).Select(entry => entry?.DeepClone())]);
        }

        return (json.Deserialize(ContactJson.Contact)!, texts);
    }

    /// <param name="json">The contact.</param>
    /// <param name="field">A path such as <c>birthday</c>, <c>name.given</c>, <c>labels[2]</c> or <c>phones[1].number</c>.</param>
    /// <param name="gone">Entries that go as a whole, which they do once all of them are known: until then the others keep their
    /// numbers.</param>
    private static string TakeOut(JsonObject json, string field, HashSet<(string List, int Index)> gone)
    {
        var path = field.Split('[', ']', '.');
        if (path.Length == 1 || !int.TryParse(path[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return Cut(path.Length == 1 ? json : json[path[0]]!.AsObject(), path[^1]);
        }

        var entry = json[path[0]]![index]!;
        if (entry is JsonObject whole && path[^1] != MainParts.GetValueOrDefault(path[0]))
        {
            return Cut(whole, path[^1]);
        }

        gone.Add((path[0], index));
        return Text(entry is JsonObject parts ? parts[path[^1]] ?? parts["raw"] : entry);
    }

    private static string Cut(JsonObject parts, string name)
    {
        var text = Text(parts[name]);
        parts.Remove(name);
        return text;
    }

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}
