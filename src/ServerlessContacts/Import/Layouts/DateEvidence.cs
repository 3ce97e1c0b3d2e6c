using ServerlessContacts.Contacts.Layouts;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Layouts;

/// <summary>
/// Whether dates such as <c>3/4/1980</c> have the month or the day in front: as most dates show that can be read in one way only, else as
/// is usual where the layout is.
/// </summary>
internal sealed class DateEvidence(Layout layout)
{
    /// <summary>So many dates of one order and none of the other need no more.</summary>
    private const int Enough = 1000;

    private readonly int[] columns = [.. Enumerable.Range(0, layout.Columns.Count)
        .Where(index => layout.Columns[index].Field == ColumnField.Birthday)];
    private int dayFirst;
    private int monthFirst;
    private int open;

    public DateOrder Order => dayFirst == monthFirst ? layout.Dates : dayFirst > monthFirst ? DateOrder.DayFirst : DateOrder.MonthFirst;

    /// <summary>False where dates are there and none of them shows it.</summary>
    public bool IsShown => dayFirst != monthFirst || open == 0;

    /// <summary>Whether more rows would say nothing else.</summary>
    public bool IsEnough => columns.Length == 0 || (Math.Max(dayFirst, monthFirst) >= Enough && Math.Min(dayFirst, monthFirst) == 0);

    public void Add(SourceRow row)
    {
        foreach (var index in columns)
        {
            if (index < row.Count && row.Cell(index) is { IsEmpty: false } cell)
            {
                Add(cell);
            }
        }
    }

    private void Add(ReadOnlySpan<char> cell)
    {
        var order = DateText.OrderOf(cell);
        dayFirst += order == DateOrder.DayFirst ? 1 : 0;
        monthFirst += order == DateOrder.MonthFirst ? 1 : 0;
        open += order is null && open == 0 && DateText.IsOpen(cell) ? 1 : 0;
    }
}
