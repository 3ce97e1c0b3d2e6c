using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Functions.Http;

/// <summary>Query parameters, each with a clear answer where it is not what was expected.</summary>
internal sealed class Query(HttpRequest request)
{
    public string? Text(string name) => request.Query.TryGetValue(name, out var values) && values is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>As <see cref="Text"/>, but an empty value counts: it means the root of a tree.</summary>
    public string? Given(string name) => request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    public string Demand(string name) => Text(name) ?? throw Wrong(name, "required", "Expected a value.");

    public int Number(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong(name, "number-invalid", string.Create(CultureInfo.InvariantCulture, $"Expected a number from {least} to {most}."));
    }

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        _ => throw Wrong(name, "flag-invalid", "Expected true or false."),
    };

    /// <summary>One of the names of an enumeration, written in camel case.</summary>
    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return char.IsAsciiLetter(text[0]) && text.All(char.IsAsciiLetterOrDigit) && Enum.TryParse<T>(text, ignoreCase: true, out var value)
            ? value
            : throw Wrong(name, "choice-invalid", $"Expected one of {string.Join(", ", Enum.GetNames<T>().Select(Camel))}.");
    }

    public Positions? Version(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return Positions.TryParse(text, out var positions) ? positions : throw Wrong(name, "version-invalid", "Expected a version that an answer gave.");
    }

    public static ProblemException Wrong(string name, string code, string message) => new(Problems.Invalid(name, code, message));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
