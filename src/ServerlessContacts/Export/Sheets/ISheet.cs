using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Export.Sheets;

/// <summary>What is particular to one layout of a CSV.</summary>
internal interface ISheet
{
    /// <summary>Whether every cell stands in quotes, as the layout's producer writes it; else only those that need them.</summary>
    bool QuotesAll { get; }

    /// <summary>The contact as far as the layout has columns for it, its entries where they are written.</summary>
    Contact Fit(Contact contact);

    /// <summary>What the cells of a fitted contact say to a reader, before the rules of contacts have looked at it.</summary>
    Contact Read(Contact fitted);

    IReadOnlyList<LayoutColumn> Columns(ListLengths lengths);

    /// <summary>The text of a fitted contact's cell, unprotected; null for an empty one.</summary>
    string? Cell(Contact fitted, LayoutColumn column);
}
