using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessContacts.Simulators.Microsoft;

namespace ServerlessContacts.Simulators.Samples;

/// <summary>Fills an account's contacts at the simulated Microsoft.</summary>
internal static class SampleMailbox
{
    public static void Fill(GraphMailbox mailbox, IReadOnlyList<SamplePerson> people)
    {
        foreach (var label in people.Select(person => person.Label).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            mailbox.AddCategory(label);
        }

        foreach (var person in people)
        {
            var id = mailbox.Add(Write(person));
            if (person.HasPhoto)
            {
                mailbox.SetPhoto(id, SamplePeople.Portrait(), "image/jpeg");
            }
        }
    }

    private static JsonObject Write(SamplePerson person) => new()
    {
        ["givenName"] = person.Given,
        ["surname"] = person.Family,
        ["yomiGivenName"] = person.PhoneticGiven,
        ["yomiSurname"] = person.PhoneticFamily,
        ["companyName"] = person.Company,
        ["jobTitle"] = person.Title,
        ["emailAddresses"] = new JsonArray(new JsonObject { ["address"] = person.Email }),
        ["mobilePhone"] = person.Mobile,
        ["businessPhones"] = new JsonArray(person.Work),
        ["categories"] = person.Label is { } label ? new JsonArray(label) : [],
        ["birthday"] = person.Birthday?.ToString("yyyy-MM-dd'T12:00:00Z'", CultureInfo.InvariantCulture),
    };
}
