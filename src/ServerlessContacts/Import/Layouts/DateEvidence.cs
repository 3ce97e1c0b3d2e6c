using ServerlessContacts.Contacts.Layouts;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Whether dates such as <c>3/4/1980</c> have the month or the day in front: as the first dates show that can be read in one way only, else as is usual where the layout is.</summary>
internal static class DateEvidence
{
    /// <returns>The order, and whether it is shown: false where dates are there and none of them shows it.</returns>
    public static (DateOrder Order, bool IsShown) Of(Layout layout, IReadOnlyList<SourceRow> rows)
    {
        var (dayFirst, monthFirst, open) = (0, 0, 0);
        foreach (var index in Enumerable.Range(0, layout.Columns.Count).Where(index => layout.Columns[index].Field == ColumnField.Birthday))
        {
            foreach (var cell in rows.Where(row => index < row.Count).Select(row => row.Cell(index).ToString()))
            {
                var order = DateText.OrderOf(cell);
                dayFirst += order == DateOrder.DayFirst ? 1 : 0;
                monthFirst += order == DateOrder.MonthFirst ? 1 : 0;
                open += order is null && DateText.IsOpen(cell) ? 1 : 0;
            }
        }

        return dayFirst == monthFirst ? (layout.Dates, open == 0) : (dayFirst > monthFirst ? DateOrder.DayFirst : DateOrder.MonthFirst, true);
    }
}
