using System.Globalization;
using System.Net;
using ServerlessContacts.Tests.Functions;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>What a running service answers, against openapi.yaml.</summary>
public sealed class OpenApiAnswersTests(ApiFixture fixture) : ApiTest(fixture)
{
    /// <summary>Mostly answered when storage or an issuer is away, which they are not here.</summary>
    private const string Unavailable = "503";

    private static readonly ApiDocument Document = new();

    public static TheoryData<string> Operations => [.. Document.Operations.Select(operation => operation.Id)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_status_of_an_operation_is_answered_and_is_as_described(string id)
    {
        var operation = Document.Operations.Single(one => one.Id == id);
        var contract = new AnswerContract(Document, operation);
        var scene = await Scene.SetAsync(Tenant, Providers);
        List<Exchange> exchanges = [.. Exchange.Refusals(operation), .. Exchanges.ByOperation[id]];
        foreach (var exchange in exchanges)
        {
            var answer = await exchange.SendAsync(scene, operation);
            Assert.True((int)answer.Status == exchange.Status, $"Expected {exchange.Status}, found {answer}");
            Assert.True(contract.Violations(answer) is [], $"{string.Join("; ", contract.Violations(answer))} in {answer}");
        }

        Assert.Equal(
            operation.Responses.Select(response => response.Key).Append(Unavailable).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            exchanges.Select(exchange => exchange.Status.ToString(CultureInfo.InvariantCulture)).Append(Unavailable).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_is_not_described_is_noticed()
    {
        var health = await Tenant.Administrator.GetAsync("health");
        var tenant = await Tenant.Administrator.GetAsync("tenant");
        var missing = await Tenant.Administrator.GetAsync("keys/nobody");
        var picture = new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-Type"] = "image/png" };

        Assert.Contains(": country is missing", Contract("getTenant").Violations(health with { Headers = tenant.Headers }));
        Assert.Contains("/country: is not described", Contract("getHealth").Violations(tenant));
        Assert.Equal(["the header ETag is missing"], Contract("getTenant").Violations(tenant with { Headers = health.Headers }));
        Assert.Equal(["404 is not described"], Contract("getTenant").Violations(missing));
        Assert.Equal(["the content type image/png is not described"], Contract("getHealth").Violations(health with { Headers = picture }));
        Assert.Equal(["a body is not described"], Contract("revokeKey").Violations(health with { Status = HttpStatusCode.NoContent }));
        Assert.Equal(["the problem's status is another"], Contract("getKey").Violations(missing with { Status = HttpStatusCode.Forbidden }));
    }

    private static AnswerContract Contract(string id) => new(Document, Document.Operations.Single(operation => operation.Id == id));
}
