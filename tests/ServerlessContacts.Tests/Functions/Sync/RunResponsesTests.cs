using ServerlessContacts.Functions.Sync;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Functions.Sync;

public sealed class RunResponsesTests
{
    [Fact]
    public void A_name_is_shortened_to_what_a_list_shows()
    {
        Assert.Equal(new string('n', 200), Name(new string('n', 200)));
        Assert.Equal(new string('n', 199) + "…", Name(new string('n', 1032)));
        Assert.Equal(new string('n', 198) + "…", Name(new string('n', 198) + "😀😀"));
    }

    [Fact]
    public void What_was_parked_names_the_providers_item_and_what_was_left_out_its_values()
    {
        var outcome = new Outcome(Side.Here, OutcomeKind.LeftOut, "p1", "Ann", "birthday: none")
        {
            Item = "people/c1",
            Values = [new LeftOutValue("birthday", "May", "none")],
        };
        Assert.Equal(
            """{"side":"here","outcome":"leftOut","contact":"p1","name":"Ann","reason":"birthday: none","item":"people/c1","values":"""
            + """[{"field":"birthday","value":"May","message":"none"}]}""",
            RunResponses.Item(outcome).ToJsonString());
    }

    private static string Name(string name) =>
        RunResponses.Item(new Outcome(Side.There, OutcomeKind.Added, "p1", name))["name"]!.ToString();
}
