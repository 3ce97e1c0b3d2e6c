using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Merging;

namespace ServerlessContacts.Tests.Sync.Merging;

public sealed class ThreeWayMergeTests
{
    private static readonly Contact Base = Person("Aiko", "Tanaka", ["+81312345678"]) with { Nickname = "Ai", Labels = ["Friends"] };

    [Fact]
    public void What_nobody_changed_stays()
    {
        var merged = Merge(Base, Base);
        AssertSame(Base, merged.Here);
        AssertSame(Base, merged.There);
        Assert.Empty(merged.Conflicts);
    }

    [Fact]
    public void What_one_side_changed_goes_to_the_other()
    {
        var merged = Merge(Base with { Nickname = "Aicchan" }, Base with { Birthday = "1990-04-09" });
        var expected = Base with { Nickname = "Aicchan", Birthday = "1990-04-09" };
        AssertSame(expected, merged.Here);
        AssertSame(expected, merged.There);
        Assert.Empty(merged.Conflicts);
    }

    [Fact]
    public void Two_parts_of_a_name_changed_on_two_sides_are_no_conflict()
    {
        var ours = Base with { Name = Base.Name with { Given = "Mika", Full = "Mika Tanaka" } };
        var theirs = Base with { Name = Base.Name with { Family = "Sato", Full = "Aiko Sato" } };
        var merged = Merge(ours, theirs);
        Assert.Empty(merged.Conflicts);
        Assert.Equal("Mika Sato", merged.There.Name.Full);
        Assert.Equal(("Mika", "Sato", null), (merged.Here.Name.Given, merged.Here.Name.Family, merged.Here.Name.Full));
    }

    [Theory]
    [InlineData(Winner.Ours, "ours", "ours")]
    [InlineData(Winner.Theirs, "theirs", "theirs")]
    [InlineData(Winner.Neither, "ours", "theirs")]
    public void A_real_conflict_is_decided_by_the_rule_and_told(Winner winner, string here, string there)
    {
        var merged = Merge(Base with { Nickname = "ours" }, Base with { Nickname = "theirs" }, winner);
        Assert.Equal((here, there), (merged.Here.Nickname, merged.There.Nickname));
        Assert.Equal([new FieldConflict("nickname", "ours", "theirs", winner)], merged.Conflicts);
    }

    [Fact]
    public void Equal_values_never_conflict()
    {
        var merged = Merge(Base with { Nickname = "Aicchan" }, Base with { Nickname = "Aicchan " });
        Assert.Empty(merged.Conflicts);
        Assert.Equal("Aicchan", merged.Here.Nickname);
    }

    [Fact]
    public void A_value_edited_on_one_side_wins_over_its_deletion_on_the_other()
    {
        var merged = Merge(Base with { Nickname = null }, Base with { Nickname = "Aicchan" });
        Assert.Equal(("Aicchan", "Aicchan"), (merged.Here.Nickname, merged.There.Nickname));
        Assert.Empty(merged.Conflicts);
        Assert.Equal(default, merged.BlankedHere);
    }

    [Fact]
    public void Entries_that_both_sides_add_are_united_and_those_that_one_removes_go()
    {
        var ours = Base with { Phones = [.. Base.Phones, Phone("+4930123456")] };
        var theirs = Base with { Phones = [Phone("+33612345678")] };
        var merged = Merge(ours, theirs);
        Assert.Equal(["+4930123456", "+33612345678"], merged.Here.Phones.Select(phone => phone.Number));
        Assert.Equal(["+33612345678", "+4930123456"], merged.There.Phones.Select(phone => phone.Number).OrderDescending().Reverse());
        Assert.Equal(new Losses(1, 0), merged.BlankedHere);
        Assert.Equal(default, merged.BlankedThere);
    }

    [Fact]
    public void An_entry_edited_on_one_side_survives_its_removal_on_the_other()
    {
        var merged = Merge(Base with { Phones = [Phone("+81312345678", "home")] }, Base with { Phones = [] });
        Assert.Equal([Phone("+81312345678", "home")], merged.Here.Phones);
        Assert.Equal([Phone("+81312345678", "home")], merged.There.Phones);
    }

    [Fact]
    public void Parts_of_one_entry_merge_each_by_itself()
    {
        var ours = Base with { Phones = [Phone("+81312345678", "home")] };
        var theirs = Base with { Phones = [Phone("+81312345678") with { Raw = "03-1234-5678" }] };
        var merged = Merge(ours, theirs);
        var expected = Phone("+81312345678", "home") with { Raw = "03-1234-5678" };
        Assert.Equal([expected], merged.Here.Phones);
        Assert.Equal([expected], merged.There.Phones);
    }

    [Fact]
    public void What_the_provider_has_no_room_for_is_not_lost_here()
    {
        Phone[] many = [Phone("+33100000001"), Phone("+33100000002"), Phone("+33100000003")];
        var ours = Base with { Phones = many };
        var fitting = Base with { Phones = many[..2] };
        var theirs = Base with { Phones = many[..2], Nickname = "Aicchan" };
        var merged = ThreeWayMerge.Of(new Sides(ours, fitting, theirs), new Agreement(fitting, Base with { Phones = many[..2] }), _ => Winner.Ours);
        Assert.Equal(many, merged.Here.Phones);
        Assert.Equal(many[..2], merged.There.Phones);
        Assert.Equal("Aicchan", merged.Here.Nickname);
    }

    [Fact]
    public void An_entry_pushed_out_by_a_newer_one_goes_there_and_stays_here()
    {
        var (old, kept, fresh) = (Phone("+33100000001"), Phone("+33100000002"), Phone("+33100000003"));
        var agreed = Base with { Phones = [kept, old] };
        var merged = ThreeWayMerge.Of(
            new Sides(Base with { Phones = [fresh, kept, old] }, Base with { Phones = [fresh, kept] }, agreed), new Agreement(agreed, agreed), _ => Winner.Ours);
        Assert.Equal([fresh, kept, old], merged.Here.Phones);
        Assert.Equal(["+33100000002", "+33100000003"], merged.There.Phones.Select(phone => phone.Number).Order());
    }

    [Fact]
    public void A_provider_that_writes_values_its_own_way_changes_nothing()
    {
        var agreed = new Agreement(Base with { Nickname = "Ai" }, Base with { Nickname = "AI!" });
        var merged = ThreeWayMerge.Of(new Sides(Base, Base, Base with { Nickname = "AI!" }), agreed, _ => Winner.Theirs);
        Assert.Equal(("Ai", "AI!"), (merged.Here.Nickname, merged.There.Nickname));
    }

    [Fact]
    public void At_first_match_entries_are_united_and_gaps_filled_from_either_side()
    {
        var theirs = Person("Aiko", "Tanaka", ["+819012345678"]) with { Birthday = "--04-09" };
        var merged = ThreeWayMerge.Of(new Sides(Base, Base, theirs), Agreement.None, _ => Winner.Ours);
        Assert.Empty(merged.Conflicts);
        Assert.Equal(["+81312345678", "+819012345678"], merged.Here.Phones.Select(phone => phone.Number));
        Assert.Equal(("Ai", "--04-09"), (merged.There.Nickname, merged.Here.Birthday));
        Assert.True(ThreeWayMerge.AreSame(merged.Here, merged.There));
    }

    [Fact]
    public void Labels_that_go_are_counted_apart_from_values()
    {
        var merged = Merge(Base, Base with { Labels = [], Nickname = null });
        Assert.Equal(new Losses(1, 1), merged.BlankedHere);
    }

    private static Merged Merge(Contact ours, Contact theirs, Winner winner = Winner.Neither) =>
        ThreeWayMerge.Of(new Sides(ours, ours, theirs), new Agreement(Base, Base), _ => winner);

    private static void AssertSame(Contact expected, Contact actual) => Assert.True(ThreeWayMerge.AreSame(expected, actual));

    private static Contact Person(string given, string family, IReadOnlyList<string> phones) => new()
    {
        Name = new ContactName { Given = given, Family = family, Full = $"{given} {family}" },
        Phones = [.. phones.Select(phone => Phone(phone))],
    };

    private static Phone Phone(string number, string? label = null) => new() { Number = number, Raw = number, Label = label };
}
