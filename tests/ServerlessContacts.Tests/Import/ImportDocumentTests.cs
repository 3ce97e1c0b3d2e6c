using System.Reflection;
using System.Text.RegularExpressions;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.Tests.Import;

/// <summary>What docs/import.md shows and lists is so.</summary>
public sealed partial class ImportDocumentTests
{
    private static readonly string Document = InfrastructureFiles.Read("docs/import.md");

    [Fact]
    public async Task The_mapping_makes_contacts_of_the_file_below_it()
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync(Example("csv", 0), ("mapping", Example("json", 0)));
        var contact = await rig.OnlyContactAsync();
        Assert.Equal((ImportStatus.Done, "mapped"), (import.Status, import.Layout));
        Assert.Equal(("Jörg Groß", "+49221123456", "work", "Köln"), (contact.Name.Full, contact.Phones[0].Number, contact.Phones[0].Label, contact.Addresses[0].City));
        Assert.Equal([("Cost centre", "4711")], contact.Custom.Select(entry => (entry.Key, entry.Value)));
    }

    [Fact]
    public async Task Labels_and_marks_are_read_as_described()
    {
        var rig = await ImportRig.StartAsync();
        Assert.Equal("google", (await rig.ImportAsync(Example("csv", 1))).Layout);
        var contact = await rig.OnlyContactAsync();
        Assert.Equal(["Friends"], contact.Labels);
        Assert.Equal([("+81312345678", "work", true), ("+819012345678", "work", false)], contact.Phones.Select(phone => (phone.Number, phone.Label, phone.Default)));
    }

    [Fact]
    public async Task The_six_columns_are_read_in_french()
    {
        var rig = await ImportRig.StartAsync();
        Assert.Equal(("six-columns", 1L), ((await rig.ImportAsync(Example("csv", 2))).Layout, (await rig.NewestAsync()).Rows.Created));
    }

    [Fact]
    public async Task A_rejected_row_looks_as_shown()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync("name,email,phone\nAnn,ann@example.com,8.19E+11\n");
        var shown = Example("csv", 3).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var lines = rig.RejectedCsv!.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(shown[0], lines[0]);
        Assert.StartsWith(shown[1][..shown[1].IndexOf('…', StringComparison.Ordinal)], lines[1], StringComparison.Ordinal);
        Assert.EndsWith(shown[1][(shown[1].IndexOf('…', StringComparison.Ordinal) + 1)..], lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_layout_is_listed() =>
        Assert.Equal(LayoutCatalogue.Ids.Append(MappedHeaders.Id).Order(StringComparer.Ordinal), Names(Section("What is recognised")).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_warning_is_listed()
    {
        var codes = typeof(ImportWarnings).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.ReturnType == typeof(ImportWarning))
            .Select(method => ((ImportWarning)method.Invoke(null, [.. method.GetParameters().Select(Any)])!).Code)
            .Append(ImportWarnings.CharactersLost.Code);
        Assert.Equal(codes.Order(StringComparer.Ordinal), Names(Section("When it is not sure")).Order(StringComparer.Ordinal));
    }

    private static object Any(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? "x" : parameter.ParameterType.IsEnum ? Enum.GetValues(parameter.ParameterType).GetValue(0)! : Array.Empty<string>();

    private static string Example(string language, int number) => Examples().Matches(Document).Where(match => match.Groups["language"].Value == language).ElementAt(number).Groups["text"].Value;

    private static string Section(string title) => Document.Split("\n## ").Single(section => section.StartsWith(title, StringComparison.Ordinal));

    /// <summary>What stands in quotes in the first column of the section's table.</summary>
    private static IEnumerable<string> Names(string section) => section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => line.Split('|')[1].Split(',')).Select(name => name.Trim(' ', '`'));

    [GeneratedRegex("```(?<language>\\w+)\\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Examples();
}
