namespace ServerlessContacts.EndToEnd.Api;

public sealed class LookupTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Theory]
    [InlineData("+81312345678")]
    [InlineData("03-1234-5678")]
    [InlineData("0081 3 1234 5678")]
    [InlineData("０３（１２３４）５６７８")]
    public async Task A_caller_is_known_by_their_number_in_any_writing(string number)
    {
        var contact = await ShareAsync(Phones("(03) 1234-5678"));
        await ShareAsync(Phones("+81 3 1234 5679"));
        var answer = await GetAsync(Tenant.Anna, $"lookup?number={Uri.EscapeDataString(number)}");
        Assert.Equal(contact.Text("id"), answer["match"]!.Text("id"));
        Assert.Empty(answer.List("others"));
    }

    [Fact]
    public async Task Ones_own_contact_comes_first_and_equal_matches_beside_it()
    {
        var shared = await ShareAsync(Phones("03-1234-5678"));
        var own = await CreateAsync(Tenant.Anna, Phones("03-1234-5678"));
        var annas = await GetAsync(Tenant.Anna, "lookup?number=0312345678");
        Assert.Equal(own.Text("id"), annas["match"]!.Text("id"));
        Assert.Equal([shared.Text("id")], annas.List("others").Select(other => other.Text("id")));
        Assert.Equal(shared.Text("id"), (await GetAsync(Tenant.Ben, "lookup?number=0312345678"))["match"]!.Text("id"));
    }

    [Fact]
    public async Task Nobody_is_an_answer_and_no_number_a_mistake()
    {
        var answer = await GetAsync(Tenant.Anna, "lookup?number=0312345678");
        Assert.True(answer.ContainsKey("match") && answer["match"] is null);
        (await Tenant.Anna.GetAsync("lookup")).Problem(400, "invalid", "number");
    }
}
