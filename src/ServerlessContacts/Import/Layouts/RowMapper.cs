using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Turns the cells of a layout's rows into contacts. For one thread.</summary>
internal sealed class RowMapper : IRowMapper
{
    private readonly CellPlaces places;
    private readonly RowAssembler assembler;
    private readonly string?[] texts;

    public RowMapper(Layout layout, PhoneParser phones)
    {
        Layout = layout;
        places = new CellPlaces(layout);
        assembler = new RowAssembler(layout, places, phones);
        texts = new string?[places.Count];
    }

    public Layout Layout { get; }

    public bool HasActions => Layout.HasActions;

    public bool DemandsWholeNumbers => Layout.DemandsWholeNumbers;

    public RowDraft Map(SourceRow row) => Map(row, null);

    public RowProblem Locate(SourceRow row, RowProblem problem) => problem.At(Layout.HeaderOf(row.ProblemCell));

    /// <summary>
    /// Found by mapping the row again, once for all of its problems, as most rows have no problem and should not pay for those that have.
    /// </summary>
    public Func<FieldProblem, RowProblem> Locator(SourceRow row)
    {
        var origins = new Dictionary<string, string>(StringComparer.Ordinal);
        Map(row, origins);
        return problem => new RowProblem(problem.Code, problem.Message).At(ColumnOf(problem.Field, origins));
    }

    /// <summary>The header of the column that a problem with a field of the draft is about (<c>phones[1].number</c>).</summary>
    private static string? ColumnOf(string field, Dictionary<string, string> origins)
    {
        for (var path = field; path.Length > 0; path = path[..Math.Max(path.LastIndexOf('.'), 0)])
        {
            if (origins.TryGetValue(path, out var header))
            {
                return header;
            }
        }

        // A problem with a list is one with its entries.
        return origins.GetValueOrDefault($"{field}[0]");
    }

    private RowDraft Map(SourceRow row, Dictionary<string, string>? origins)
    {
        Array.Clear(texts);
        var extra = new ExtraCells(origins);
        var problem = Place(row, ref extra);
        return assembler.Assemble(texts, extra, problem, origins);
    }

    private RowProblem? Place(SourceRow row, ref ExtraCells extra)
    {
        for (var index = 0; index < row.Count; index++)
        {
            var cell = row.Cell(index);
            if (cell.IsEmpty)
            {
                continue;
            }

            if (index >= places.OfColumn.Length)
            {
                if (!cell.IsWhiteSpace())
                {
                    return RowProblems.TooManyCells;
                }

                continue;
            }

            Place(CellText.Clean(cell), index, ref extra);
        }

        return null;
    }

    /// <summary>Of two columns that hold the same value the first that says something wins; the other is kept as a custom field.</summary>
    private void Place(ReadOnlySpan<char> cell, int index, ref ExtraCells extra)
    {
        var place = places.OfColumn[index];
        if (cell.IsEmpty || place == CellPlaces.Ignored)
        {
            return;
        }

        if (place >= 0 && texts[place] is null)
        {
            texts[place] = cell.ToString();
        }
        else
        {
            extra.Add(Layout, index, cell.ToString());
        }
    }
}
