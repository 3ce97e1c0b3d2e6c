using Microsoft.Data.Sqlite;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Benchmarks.Search;

/// <summary>The same documents in SQLite in memory: a full-text table of trigrams, and for LIKE a plain one.</summary>
internal sealed class SqliteBaseline : IDisposable
{
    /// <summary>A trigram is the least that the tokenizer can look up.</summary>
    private const int ShortestWord = 3;

    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private readonly SqliteCommand best;
    private readonly SqliteCommand count;

    public SqliteBaseline(IReadOnlyList<IndexDocument> documents)
    {
        connection.Open();
        Execute("CREATE VIRTUAL TABLE contact USING fts5(text, content='plain', content_rowid='id', tokenize='trigram case_sensitive 1')");
        Execute("CREATE TABLE plain(id INTEGER PRIMARY KEY, text TEXT)");
        Execute("PRAGMA case_sensitive_like = ON");
        Fill(documents);
        Execute("INSERT INTO contact(contact) VALUES('rebuild')");
        Execute("INSERT INTO contact(contact) VALUES('optimize')");
        best = Prepare("SELECT rowid FROM contact WHERE contact MATCH $query ORDER BY rank LIMIT 20");
        count = Prepare("SELECT count(*) FROM contact WHERE contact MATCH $query");
    }

    public static bool CanAnswer(IndexQuery query) => query.Words.All(word => word.All(writing => writing.EnumerateRunes().Count() >= ShortestWord));

    /// <summary>The best twenty and the total, as a search shows them.</summary>
    public int Match(IndexQuery query)
    {
        var match = string.Join(" AND ", query.Words.Select(word => "(" + string.Join(" OR ", word.Select(writing => $"\"{writing.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + ")"));
        best.Parameters[0].Value = match;
        using (var reader = best.ExecuteReader())
        {
            while (reader.Read())
            {
                reader.GetInt64(0);
            }
        }

        count.Parameters[0].Value = match;
        return Convert.ToInt32(count.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The first twenty by id and the total, by looking into every text.</summary>
    public int Like(IndexQuery query)
    {
        using var command = connection.CreateCommand();
        var conditions = new List<string>();
        foreach (var (word, at) in query.Words.Select((word, at) => (word, at)))
        {
            conditions.Add("(" + string.Join(" OR ", word.Select((_, other) => $"text LIKE $w{at}_{other} ESCAPE '\\'")) + ")");
            foreach (var (writing, other) in word.Select((writing, other) => (writing, other)))
            {
                command.Parameters.AddWithValue($"$w{at}_{other}", $"%{writing.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%");
            }
        }

        command.CommandText = $"SELECT count(*), (SELECT group_concat(id) FROM (SELECT id FROM plain WHERE {string.Join(" AND ", conditions)} LIMIT 20)) FROM plain WHERE {string.Join(" AND ", conditions)}";
        using var reader = command.ExecuteReader();
        reader.Read();
        return reader.GetInt32(0);
    }

    public void Dispose()
    {
        best.Dispose();
        count.Dispose();
        connection.Dispose();
    }

    private void Fill(IReadOnlyList<IndexDocument> documents)
    {
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO plain(id, text) VALUES($id, $text)";
        var id = insert.Parameters.Add("$id", SqliteType.Integer);
        var text = insert.Parameters.Add("$text", SqliteType.Text);
        for (var i = 0; i < documents.Count; i++)
        {
            id.Value = i;
            text.Value = string.Join('\n', [.. documents[i].Names, .. documents[i].Others]);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private SqliteCommand Prepare(string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.Add("$query", SqliteType.Text);
        command.Prepare();
        return command;
    }

    private void Execute(string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
