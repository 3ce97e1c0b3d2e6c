using System.Text.Json.Nodes;
using ServerlessContacts.Simulators.Google;

namespace ServerlessContacts.Simulators.Samples;

/// <summary>Fills an account's contacts at the simulated Google.</summary>
internal static class SampleGoogleBook
{
    public static void Fill(GoogleBook book, IReadOnlyList<SamplePerson> people)
    {
        var groups = people.Select(person => person.Label).OfType<string>().Distinct(StringComparer.Ordinal).ToDictionary(label => label, book.AddGroup, StringComparer.Ordinal);
        foreach (var person in people)
        {
            var name = book.Add(Write(person, person.Label is { } label ? groups[label] : null));
            if (person.HasPhoto)
            {
                book.SetPhoto(name, SamplePeople.Portrait());
            }
        }
    }

    private static JsonObject Write(SamplePerson person, string? group)
    {
        var written = new JsonObject
        {
            ["names"] = One(("givenName", person.Given), ("familyName", person.Family), ("phoneticGivenName", person.PhoneticGiven), ("phoneticFamilyName", person.PhoneticFamily)),
            ["emailAddresses"] = One(("value", person.Email), ("type", "work")),
            ["phoneNumbers"] = new JsonArray(Entry(("value", person.Mobile), ("type", "mobile")), Entry(("value", person.Work), ("type", "work"))),
            ["organizations"] = One(("name", person.Company), ("title", person.Title)),
            ["memberships"] = Memberships(group),
        };
        if (person.Birthday is { } day)
        {
            written["birthdays"] = new JsonArray(new JsonObject { ["date"] = new JsonObject { ["year"] = day.Year, ["month"] = day.Month, ["day"] = day.Day } });
        }

        return written;
    }

    private static JsonArray Memberships(string? group)
    {
        var memberships = new JsonArray(GoogleBook.Membership("contactGroups/myContacts"));
        if (group is not null)
        {
            memberships.Add((JsonNode)GoogleBook.Membership(group));
        }

        return memberships;
    }

    private static JsonArray One(params (string Name, string? Value)[] values) => [Entry(values)];

    private static JsonObject Entry(params (string Name, string? Value)[] values) =>
        new(values.Where(value => value.Value is not null).Select(value => KeyValuePair.Create(value.Name, (JsonNode?)value.Value)));
}
