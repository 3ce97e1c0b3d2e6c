namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>The reader that the tests of the infrastructure rest on.</summary>
public sealed class BicepFileTests
{
    private const string Example = """
        @description('It\'s (for') // not open: (
        param first string
        param second int = empty(first) ? 1 : 2

        var list = [
          'one'
          'two' // 'three'
        ]
        var object = {
          plain: empty('${list[0]}') ? 'a' : 'b'
          'quoted-name': {
            inner: 'c'
          }
          last: 'd'
        }

        module part 'app/part.bicep' = {
          name: 'part'
          params: {
            first: first
            tags: { 'x-y': '${object.plain}{' }
          }
        }

        resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
          name: first
        }

        resource secret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(first)) {
          parent: vault
          name: 'secret'
          properties: {
            value: first
          }
        }

        output all string = part.outputs.all

        """;

    private static readonly BicepFile File = new(Example);

    [Fact]
    public void Literal_lists_and_objects_are_read()
    {
        Assert.Equal(["one", "two"], File.List("list").Select(text => text.Value));
        Assert.Equal(["plain", "quoted-name", "last"], File.Properties("object").Select(name => name.Value));
    }

    [Fact]
    public void Parameters_outputs_and_modules_are_read()
    {
        Assert.Equal([new BicepParameter("first", IsRequired: true), new BicepParameter("second", IsRequired: false)], File.Parameters);
        Assert.Equal(["all"], File.Outputs);
        var module = Assert.Single(File.Modules);
        Assert.Equal(("part", "app/part.bicep"), (module.Name, module.Path));
        Assert.Equal(["first", "tags"], module.Parameters);
    }

    [Fact]
    public void Resources_with_a_literal_name_are_read_and_taken_out_whole()
    {
        var resource = Assert.Single(File.Resources);
        Assert.Equal(("secret", "Microsoft.KeyVault/vaults/secrets", "secret"), (resource.Symbol, resource.Type, resource.Name));
        var without = File.Without(resource);
        Assert.Empty(new BicepFile(without).Resources);
        Assert.Contains("name: first", without, StringComparison.Ordinal);
        Assert.DoesNotContain("value: first", without, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_taken_out_is_gone()
    {
        Assert.Equal(["two"], new BicepFile(File.Without(File.List("list")[0])).List("list").Select(text => text.Value));
        Assert.Equal(["plain", "quoted-name"], new BicepFile(File.Without(File.Properties("object")[2])).Properties("object").Select(name => name.Value));
    }

    [Theory]
    [InlineData("var a = {\n  b: [1, 2\n}\n", "Line 3 has } too many.")]
    [InlineData("var a = {\n", "Line 2 lacks }.")]
    [InlineData("var a = 1)\n", "Line 1 has ) too many.")]
    [InlineData("var a = 1\nvar b = 'c\n", "Line 2 lacks '.")]
    [InlineData("var b = '${c'\n", "Line 1 lacks '.")]
    [InlineData("var b = '${c\n", "Line 1 lacks }.")]
    public void What_is_not_closed_is_refused_with_its_line(string text, string problem) =>
        Assert.Equal(problem, Assert.Throws<FormatException>(() => new BicepFile(text)).Message);

    [Fact]
    public void A_variable_that_is_computed_is_refused() =>
        Assert.Throws<FormatException>(() => new BicepFile("var list = concat(['a'], ['b'])\n").List("list"));
}
