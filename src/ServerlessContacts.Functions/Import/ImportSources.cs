using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Import;

namespace ServerlessContacts.Functions.Import;

/// <summary>Says of values that came from an import which file and which row that was, as long as the import is known.</summary>
public sealed class ImportSources(Imports imports)
{
    /// <summary>By the id of an import the path of its file.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> FilesAsync(RequestContext context, ContactRecord record)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in record.Origins.Select(origin => Source(origin.Source)?.Import).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (await imports.FindAsync(context.Tenant, id, context.Aborted) is { } import)
            {
                files[id] = import.Record.File;
            }
        }

        return files;
    }

    /// <summary>Adds import, file and row to the fields of a contact's view that came from imports.</summary>
    internal static void Add(JsonObject view, IReadOnlyDictionary<string, string> files)
    {
        foreach (var field in view["provenance"]!.AsObject().Select(field => field.Value!.AsObject()))
        {
            if (Source((string)field["source"]!) is not var (import, row))
            {
                continue;
            }

            field["import"] = import;
            if (files.TryGetValue(import, out var file))
            {
                field["file"] = file;
                field["row"] = row;
            }
        }
    }

    /// <summary>The parts of <c>import:ID#ROW</c>.</summary>
    private static (string Import, int Row)? Source(string source) =>
        source.Split(':', 2) is ["import", var rest] && rest.Split('#') is [var import, var line]
            && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? (import, row)
            : null;
}
