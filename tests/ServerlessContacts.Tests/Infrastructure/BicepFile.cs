namespace ServerlessContacts.Tests.Infrastructure;

public sealed record BicepParameter(string Name, bool IsRequired);

/// <param name="Path">Of its file, from the folder of the file that uses it.</param>
public sealed record BicepModule(string Name, string Path, IReadOnlyList<string> Parameters);

/// <param name="Type">Without its version.</param>
/// <param name="Name">What its property <c>name</c> says.</param>
public sealed record BicepResource(string Symbol, string Type, string Name, BicepToken Start, BicepToken End);

/// <summary>
/// The declarations of a Bicep file, as far as the tests ask: literal lists and objects, parameters, outputs and modules. It knows their
/// notation, not their meaning, so it is no substitute for the compiler.
/// </summary>
public sealed class BicepFile(string text)
{
    private readonly IReadOnlyList<BicepToken> tokens = BicepTokens.Of(text);

    public string Text => text;

    public IReadOnlyList<BicepParameter> Parameters =>
    [
        .. from at in Declarations("param")
           let line = tokens.Where(token => token.Line == tokens[at].Line && token.Depth == 0)
           select new BicepParameter(tokens[at + 1].Value, !line.Any(token => token.Is("="))),
    ];

    public IReadOnlyList<string> Outputs => [.. Declarations("output").Select(at => tokens[at + 1].Value)];

    public IReadOnlyList<BicepModule> Modules => [.. Declarations("module").Select(Module)];

    /// <summary>Single resources with a literal name; loops are not among them.</summary>
    public IReadOnlyList<BicepResource> Resources => [.. Declarations("resource").Select(Resource).OfType<BicepResource>()];

    /// <summary>The texts in <c>var name = [ 'a' 'b' ]</c>.</summary>
    public IReadOnlyList<BicepToken> List(string variable) =>
        [.. Inside(Opening(variable, "[")).Where(token => token is { Kind: BicepTokenKind.Text, Depth: 1 })];

    /// <summary>The names of the properties in <c>var name = { a: … b: … }</c>.</summary>
    public IReadOnlyList<BicepToken> Properties(string variable) => Properties(Opening(variable, "{"));

    /// <summary>The texts that are the values of such properties.</summary>
    public IReadOnlyList<BicepToken> Values(string variable) =>
        [.. Inside(Opening(variable, "{")).Where((token, index) => index > 1 && token.Kind == BicepTokenKind.Text && TokenBefore(token).Is(":"))];

    /// <summary>The text without one thing that stands in it, up to the end of its line.</summary>
    public string Without(BicepToken token) => text.Remove(token.Start, text.IndexOf('\n', token.Start) - token.Start);

    /// <summary>The text without a resource, whose body ends where its last bracket closes.</summary>
    public string Without(BicepResource resource) => text.Remove(resource.Start.Start, resource.End.Start + 1 - resource.Start.Start);

    private BicepResource? Resource(int at)
    {
        var body = Next(at, "{");
        var end = Enumerable.Range(body + 1, tokens.Count - body - 1).First(index => tokens[index].Is("}") && tokens[index].Depth == tokens[body].Depth);
        var name = Properties(body).SingleOrDefault(property => property.Value == "name");
        return name is not null && tokens[IndexOf(name) + 2] is { Kind: BicepTokenKind.Text } value
            ? new BicepResource(tokens[at + 1].Value, tokens[at + 2].Value.Split('@')[0], value.Value, tokens[at], tokens[end])
            : null;
    }

    private BicepModule Module(int at)
    {
        var body = Next(at, "{");
        var given = Properties(body).SingleOrDefault(property => property.Value == "params");
        IReadOnlyList<BicepToken> parameters = given is null ? [] : Properties(Next(IndexOf(given), "{"));
        return new BicepModule(tokens[at + 1].Value, tokens[at + 2].Value, [.. parameters.Select(property => property.Value)]);
    }

    private List<BicepToken> Properties(int opening) =>
    [
        .. from token in Inside(opening)
           where token.Depth == tokens[opening].Depth + 1 && token.Kind != BicepTokenKind.Symbol
           where TokenAfter(token).Is(":") && (TokenBefore(token).Line < token.Line || TokenBefore(token).Is("{"))
           select token,
    ];

    private IEnumerable<BicepToken> Inside(int opening) => tokens.Skip(opening + 1).TakeWhile(token => token.Depth > tokens[opening].Depth);

    private int Opening(string variable, string bracket)
    {
        var at = Declarations("var").Single(at => tokens[at + 1].Value == variable);
        return tokens[at + 3].Is(bracket) ? at + 3 : throw new FormatException($"{variable} is no literal that begins with {bracket}.");
    }

    private IEnumerable<int> Declarations(string keyword) => Enumerable.Range(0, tokens.Count)
        .Where(at => tokens[at].Is(keyword) && tokens[at].Depth == 0 && (at == 0 || tokens[at - 1].Line < tokens[at].Line));

    private int Next(int at, string symbol) => Enumerable.Range(at, tokens.Count - at).First(index => tokens[index].Is(symbol));

    private int IndexOf(BicepToken token) => Enumerable.Range(0, tokens.Count).First(index => ReferenceEquals(tokens[index], token));

    private BicepToken TokenAfter(BicepToken token) => tokens[IndexOf(token) + 1];

    private BicepToken TokenBefore(BicepToken token) => tokens[IndexOf(token) - 1];
}
