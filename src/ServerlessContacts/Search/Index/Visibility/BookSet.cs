using System.Collections.Frozen;

namespace ServerlessContacts.Search.Index;

/// <summary>The books whose documents somebody sees.</summary>
public sealed class BookSet
{
    private readonly FrozenSet<int>? books;

    private BookSet(FrozenSet<int>? books) => this.books = books;

    public static BookSet All { get; } = new(null);

    public static BookSet Of(params IEnumerable<int> books) => new(books.ToFrozenSet());

    public bool Contains(int book) => books?.Contains(book) ?? true;
}
