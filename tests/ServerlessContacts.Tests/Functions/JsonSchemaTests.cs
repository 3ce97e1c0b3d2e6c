using System.Text.Json.Nodes;

namespace ServerlessContacts.Tests.Functions;

public class JsonSchemaTests
{
    private static readonly JsonObject Document = Parse("""
        {
          "Name": { "type": "object", "required": ["full"], "properties": { "full": { "type": "string" } } },
          "Place": { "type": "object", "additionalProperties": false, "properties": { "city": { "type": "string" } } },
          "Knot": { "type": "object", "properties": { "next": { "oneOf": [{ "$ref": "#/Knot" }, { "type": "null" }] } } }
        }
        """).AsObject();

    [Theory]
    [InlineData("""{ "type": "string" }""", "\"a\"")]
    [InlineData("""{ "type": ["string", "null"] }""", "null")]
    [InlineData("""{ "type": "integer" }""", "3.0")]
    [InlineData("""{ "type": "number", "minimum": 1, "maximum": 2 }""", "1.5")]
    [InlineData("""{ "enum": ["a", null] }""", "null")]
    [InlineData("""{ "type": "array", "items": { "type": "boolean" }, "minItems": 1 }""", "[true, false]")]
    [InlineData("""{ "$ref": "#/Name" }""", """{ "full": "Ada", "later": 1 }""")]
    [InlineData("""{ "$ref": "#/Knot" }""", """{ "next": { "next": null } }""")]
    [InlineData("""{ "type": "object", "additionalProperties": { "type": "integer" } }""", """{ "a": 1 }""")]
    [InlineData("""{ "allOf": [{ "$ref": "#/Name" }, { "properties": { "age": { "type": "integer" } } }] }""", """{ "full": "Ada", "age": 36 }""")]
    [InlineData("""{ "pattern": "^a+$", "maxLength": 3 }""", "\"aaa\"")]
    public void A_right_value_has_no_violations(string schema, string value) =>
        Assert.Empty(new JsonSchema(Document).Violations(Parse(schema), Parse(value)));

    [Theory]
    [InlineData("""{ "type": "string" }""", "1", ": expected \"string\", found Number")]
    [InlineData("""{ "type": "string" }""", "null", ": expected \"string\", found Null")]
    [InlineData("""{ "type": "integer" }""", "1.5", ": expected \"integer\", found Number")]
    [InlineData("""{ "type": "number", "minimum": 1 }""", "0", ": expected at least 1, found 0")]
    [InlineData("""{ "type": "number", "maximum": 1 }""", "2", ": expected at most 1, found 2")]
    [InlineData("""{ "enum": ["a", "b"] }""", "\"c\"", ": expected one of [\"a\",\"b\"], found \"c\"")]
    [InlineData("""{ "const": "ok" }""", "\"no\"", ": expected \"ok\", found \"no\"")]
    [InlineData("""{ "type": "array", "items": { "type": "boolean" } }""", "[true, 1]", "/1: expected \"boolean\", found Number")]
    [InlineData("""{ "type": "array", "maxItems": 1 }""", "[1, 2]", ": expected at most 1 items")]
    [InlineData("""{ "type": "array", "minItems": 1 }""", "[]", ": expected at least 1 items")]
    [InlineData("""{ "minLength": 1 }""", "\"\"", ": expected at least 1 characters")]
    [InlineData("""{ "maxLength": 1 }""", "\"ab\"", ": expected at most 1 characters")]
    [InlineData("""{ "pattern": "^a+$" }""", "\"b\"", ": expected ^a+$, found b")]
    [InlineData("""{ "$ref": "#/Name" }""", "{}", ": full is missing")]
    [InlineData("""{ "$ref": "#/Name" }""", """{ "full": 1 }""", "/full: expected \"string\", found Number")]
    [InlineData("""{ "$ref": "#/Place" }""", """{ "town": "Paris" }""", "/town: is not allowed")]
    [InlineData("""{ "type": "object", "additionalProperties": { "type": "integer" } }""", """{ "a": "b" }""", "/a: expected \"integer\", found String")]
    [InlineData("""{ "allOf": [{ "$ref": "#/Name" }, { "required": ["age"] }] }""", """{ "full": "Ada" }""", ": age is missing")]
    [InlineData("""{ "oneOf": [{ "type": "string" }, { "maxLength": 3 }] }""", "\"a\"", ": 2 choices fit instead of one")]
    public void A_wrong_value_is_named_with_its_place(string schema, string value, string expected) =>
        Assert.Equal([expected], new JsonSchema(Document).Violations(Parse(schema), Parse(value)));

    [Fact]
    public void Where_no_choice_fits_each_says_why() => Assert.Equal(
        ["/next: none of 2 choices fits", "/next: expected \"object\", found Number", "/next: expected \"null\", found Number"],
        new JsonSchema(Document).Violations(Parse("""{ "$ref": "#/Knot" }"""), Parse("""{ "next": 1 }""")));

    [Theory]
    [InlineData("""{ "full": "Ada", "later": 1 }""", "/later: is not described")]
    [InlineData("""{ "full": "Ada", "age": 36 }""", null)]
    public void An_undescribed_property_is_a_violation_where_all_are_known(string value, string? expected)
    {
        var schema = Parse("""{ "allOf": [{ "$ref": "#/Name" }, { "properties": { "age": { "type": "integer" } } }] }""");

        Assert.Equal(expected is null ? [] : [expected], new JsonSchema(Document) { KnowsAllProperties = true }.Violations(schema, Parse(value)));
    }

    [Fact]
    public void A_keyword_that_is_not_checked_is_refused() =>
        Assert.Throws<NotSupportedException>(() => new JsonSchema(Document).Violations(Parse("""{ "multipleOf": 2 }"""), Parse("3")));

    [Fact]
    public void A_reference_to_nothing_is_refused() =>
        Assert.Throws<KeyNotFoundException>(() => new JsonSchema(Document).Violations(Parse("""{ "$ref": "#/Nobody" }"""), Parse("3")));

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
