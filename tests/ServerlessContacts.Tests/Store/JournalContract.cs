using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Store;

/// <summary>What the store promises, whatever it stands on: run against the in-memory twin here and against Azurite by the end-to-end tests.</summary>
public abstract class JournalContract
{
    private static readonly TenantId Tenant = new("acme");

    protected abstract ITable Table { get; }

    private Partition Shard { get; } = Partition.Shared(Tenant, 0);

    private Journal Journal => new(Table, TimeProvider.System);

    [Fact]
    public async Task An_unknown_partition_is_empty()
    {
        Assert.Equal(0, await Journal.SequenceAsync(Shard, default));
        Assert.Null(await Journal.FindAsync(Shard, "c~1", default));
        Assert.Empty(await Changes(Journal));
    }

    [Fact]
    public async Task A_commit_stores_the_row_and_one_change_with_before_and_after()
    {
        var journal = Journal;
        Assert.Equal(1, (await Insert(journal, "c~1", """{"n":"Ada"}""")).Sequence);
        var row = await journal.FindAsync(Shard, "c~1", default);
        var replaced = await journal.CommitAsync(Shard, Operation.New("member:b"), [new Edit("c~1", row, Json("""{"n":"Ada Ω 田中"}"""))], default);
        Assert.Equal((CommitStatus.Saved, 2L), (replaced.Status, replaced.Sequence));

        var now = await journal.FindAsync(Shard, "c~1", default);
        Assert.Equal((2L, """{"n":"Ada Ω 田中"}"""), (now!.Sequence, Text(now.Data)));
        var changes = await Changes(journal);
        Assert.Equal([1, 2], changes.Select(change => change.Sequence));
        Assert.Equal("member:b", changes[1].Actor);
        Assert.Equal(("c~1", """{"n":"Ada"}""", """{"n":"Ada Ω 田中"}"""), (changes[1].Rows[0].RowKey, Text(changes[1].Rows[0].Before!.Value), Text(changes[1].Rows[0].After!.Value)));
    }

    [Fact]
    public async Task A_deleted_row_is_gone_and_its_last_state_is_in_the_log()
    {
        var journal = Journal;
        await Insert(journal, "c~1", """{"n":1}""");
        await journal.CommitAsync(Shard, Operation.New("member:a"), [new Edit("c~1", await journal.FindAsync(Shard, "c~1", default), null)], default);
        Assert.Null(await journal.FindAsync(Shard, "c~1", default));
        var last = (await Changes(journal))[^1].Rows.Single();
        Assert.Equal("""{"n":1}""", Text(last.Before!.Value));
        Assert.Null(last.After);
    }

    [Fact]
    public async Task Rows_that_are_not_logged_are_stored_with_the_others_and_absent_from_the_log()
    {
        var journal = Journal;
        await journal.CommitAsync(Shard, Operation.New("member:a"), [new Edit("c~1", null, Json("1")), new Edit("l~1", null, Json("2")) { IsLogged = false }], default);
        Assert.NotNull(await journal.FindAsync(Shard, "l~1", default));
        Assert.Equal(["c~1"], (await Changes(journal)).Single().Rows.Select(row => row.RowKey));
    }

    [Fact]
    public async Task A_row_that_changed_since_it_was_read_is_a_conflict_and_nothing_is_written()
    {
        var journal = Journal;
        await Insert(journal, "c~1", "1");
        var read = await journal.FindAsync(Shard, "c~1", default);
        await journal.CommitAsync(Shard, Operation.New("member:a"), [new Edit("c~1", read, Json("2"))], default);

        var late = await journal.CommitAsync(Shard, Operation.New("member:b"), [new Edit("c~2", null, Json("9")), new Edit("c~1", read, Json("3"))], default);
        Assert.Equal((CommitStatus.Conflict, "c~1"), (late.Status, late.LostRow));
        Assert.Throws<InvalidOperationException>(() => late.Sequence);
        Assert.Equal("2", Text((await journal.FindAsync(Shard, "c~1", default))!.Data));
        Assert.Null(await journal.FindAsync(Shard, "c~2", default));
        Assert.Equal(2, await journal.SequenceAsync(Shard, default));
    }

    [Fact]
    public async Task Inserting_a_row_that_exists_or_changing_one_that_is_gone_is_a_conflict()
    {
        var journal = Journal;
        await Insert(journal, "c~1", "1");
        var read = await journal.FindAsync(Shard, "c~1", default);
        Assert.Equal(CommitStatus.Conflict, (await Insert(journal, "c~1", "2")).Status);
        await journal.CommitAsync(Shard, Operation.New("member:a"), [new Edit("c~1", read, null)], default);
        Assert.Equal(CommitStatus.Conflict, (await journal.CommitAsync(Shard, Operation.New("member:a"), [new Edit("c~1", read, Json("3"))], default)).Status);
        Assert.Equal(CommitStatus.Conflict, (await journal.CommitAsync(Shard, Operation.New("member:a"), [new Edit("c~1", read, null)], default)).Status);
    }

    [Fact]
    public async Task The_same_operation_again_changes_nothing_and_answers_what_the_first_answered()
    {
        var once = new Operation("import/7#3 ü", "member:a", "import:7") { Note = Encoding.UTF8.GetBytes("97 created") };
        var first = await Journal.CommitAsync(Shard, once, [new Edit("c~1", null, Json("1"))], default);
        await Insert(Journal, "c~2", "2");
        foreach (var journal in new[] { Journal, Journal })
        {
            var again = await journal.CommitAsync(Shard, once with { Note = default }, [new Edit("c~1", null, Json("1"))], default);
            Assert.Equal((CommitStatus.Repeated, first.Sequence, "97 created"), (again.Status, again.Sequence, Text(again.Note)));
        }

        Assert.Equal(2, await Journal.SequenceAsync(Shard, default));
    }

    [Fact]
    public async Task An_instance_with_a_stale_head_still_writes_the_next_sequence()
    {
        var (one, two) = (Journal, Journal);
        await Insert(one, "c~1", "1");
        await Insert(two, "c~2", "2");
        Assert.Equal(3, (await Insert(one, "c~3", "3")).Sequence);
        Assert.Equal(3, one.ToldSequence(Shard));
        Assert.Equal(2, two.ToldSequence(Shard));
    }

    [Fact]
    public async Task Documents_of_the_greatest_size_are_stored_and_read_back_even_when_nothing_compresses()
    {
        var journal = Journal;
        await Insert(journal, "c~1", Noise(1));
        var read = await journal.FindAsync(Shard, "c~1", default);
        Assert.Equal(Noise(1), Text(read!.Data));
        await journal.CommitAsync(Shard, Operation.New("member:a"), [new Edit("c~1", read, Json(Noise(2)))], default);
        var change = (await Changes(journal))[^1].Rows.Single();
        Assert.Equal((Noise(1), Noise(2)), (Text(change.Before!.Value), Text(change.After!.Value)));
    }

    [Fact]
    public async Task A_transaction_is_filled_by_bytes_as_well_as_by_count_and_a_full_one_is_stored()
    {
        foreach (var (bytes, expected) in new[] { (10, 97), (8_000, 97), (20_000, 46), (StoreLimits.BytesPerDocument - 2, 3) })
        {
            var size = new TransactionSize();
            var edits = new List<Edit>();
            for (var i = 0; ; i++)
            {
                var edit = new Edit($"c~{bytes}-{i}", null, Json('"' + new string('x', bytes - 2) + '"'));
                if (!size.TryAdd(edit))
                {
                    break;
                }

                edits.Add(edit);
            }

            Assert.Equal(expected, edits.Count);
            Assert.Equal(CommitStatus.Saved, (await Journal.CommitAsync(Shard, Operation.New("member:a"), edits, default)).Status);
        }
    }

    [Fact]
    public async Task Sixteen_writers_racing_on_one_partition_all_win_and_the_log_is_dense()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async writer =>
        {
            var journal = Journal;
            for (var i = 0; i < 8; i++)
            {
                Assert.Equal(CommitStatus.Saved, (await Insert(journal, $"c~{writer}-{i}", "1")).Status);
            }
        }));

        var changes = await Changes(Journal);
        Assert.Equal(Enumerable.Range(1, 128).Select(n => (long)n), changes.Select(change => change.Sequence));
        Assert.Equal(128, changes.SelectMany(change => change.Rows).Select(row => row.RowKey).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task A_write_whose_answer_is_lost_is_stored_once_and_answered(Fault fault)
    {
        var calls = 0;
        var journal = new Journal(new FaultyTable(Table, () => calls++ == 2 ? fault : Fault.None), TimeProvider.System);
        await Insert(journal, "c~1", "1");
        Assert.True((await Insert(journal, "c~2", "2")).IsStored);
        Assert.Equal(3, (await Insert(journal, "c~3", "3")).Sequence);
        Assert.Equal(["c~1", "c~2", "c~3"], (await Changes(Journal)).Select(change => change.Rows.Single().RowKey));
    }

    [Fact]
    public async Task A_crash_after_the_write_and_the_same_operation_from_another_instance_store_it_once()
    {
        var operation = new Operation("op", "member:a", "member:a");
        var calls = 0;
        var crashing = new Journal(new FaultyTable(Table, () => calls++ == 1 ? Fault.Crash : Fault.None), TimeProvider.System);
        await Assert.ThrowsAsync<CrashException>(() => crashing.CommitAsync(Shard, operation, [new Edit("c~1", null, Json("1"))], default));
        var again = await Journal.CommitAsync(Shard, operation, [new Edit("c~1", null, Json("1"))], default);
        Assert.Equal((CommitStatus.Repeated, 1L), (again.Status, again.Sequence));
    }

    [Fact]
    public async Task Changes_are_read_from_any_position_and_rows_of_a_kind_do_not_mix()
    {
        var journal = Journal;
        for (var i = 1; i <= 25; i++)
        {
            await Insert(journal, $"c~{i:D2}", "1");
        }

        await Insert(journal, "k~1", "1");
        Assert.Equal([25, 26], (await journal.ChangesAsync(Shard, 24, default).ToListAsync()).Select(change => change.Sequence));
        Assert.Equal(25, (await journal.RowsAsync(Shard, StoredContact.Kind, default).ToListAsync()).Count);
        Assert.Equal(["c~03", "c~04", "c~05"], (await journal.RowsAsync(Shard, StoredContact.Kind, default, "03", "05").ToListAsync())
            .Select(row => row.RowKey));
        Assert.Empty(await journal.RowsAsync(Partition.Shared(Tenant, 1), StoredContact.Kind, default).ToListAsync());
    }

    [Fact]
    public async Task A_log_begins_later_once_it_is_compacted_and_tells_those_who_stand_further_back()
    {
        var journal = Journal;
        for (var i = 1; i <= 60; i++)
        {
            await Insert(journal, $"c~{i:D2}", "1");
        }

        var ages = TimeProvider.System.GetUtcNow().AddDays(1);
        var compaction = await new LogCompactor(Table, journal, TimeProvider.System).RunAsync(Shard, ages, ages, default);
        Assert.Equal(CompactionEnd.Complete, compaction.End);
        Assert.Equal(59, (await LogStart.ReadAsync(journal, Shard, default)).Through);
        await Assert.ThrowsAsync<LogGapException>(() => Changes(journal));
        Assert.Equal([60], (await journal.ChangesAsync(Shard, 59, default).ToListAsync()).Select(change => change.Sequence));
        Assert.Single(await journal.RowsAsync(Shard, StoredReceipt.Kind, default).ToListAsync());
        Assert.Equal(60, (await journal.RowsAsync(Shard, StoredContact.Kind, default).ToListAsync()).Count);
        Assert.Equal(61, (await Insert(journal, "c~61", "1")).Sequence);
    }

    [Fact]
    public async Task A_transaction_of_no_row_or_of_more_than_a_hundred_is_refused_before_it_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Table.SubmitAsync(Shard.Key, [], default));
        var rows = Enumerable.Range(0, StoreLimits.EntitiesPerTransaction + 1).Select(i => RowWrite.Insert($"c~{i:D3}", 0, default)).ToList();
        await Assert.ThrowsAsync<ArgumentException>(() => Table.SubmitAsync(Shard.Key, rows, default));
        Assert.True((await Table.SubmitAsync(Shard.Key, rows[1..], default)).IsStored);
    }

    [Theory]
    [InlineData("c~漢")]
    [InlineData("c~é")]
    [InlineData(null)]
    public async Task A_key_that_the_client_could_not_read_back_is_refused_before_it_is_sent(string? key)
    {
        key ??= "c~" + new string('k', StoreLimits.CharactersPerKey - 1);
        await Assert.ThrowsAsync<ArgumentException>(() => Table.SubmitAsync(Shard.Key, [RowWrite.Insert(key, 0, default)], default));
    }

    [Fact]
    public async Task The_longest_id_of_a_member_has_room_in_every_key_of_a_transaction()
    {
        var member = new MemberId(new string('漢', MemberId.MaxKeyLength / 9));
        Assert.True(MemberId.TryParse(member.Value, out _));
        var contact = ContactId.Personal(member, new string('f', 32));
        string[] keys = [FavoriteRow.Kind.Key(contact.ToString()), HousekeepingCalendar.Kind.Key(
            $"20260301~{Partition.Member(Tenant, member).Key}")];
        var submitted = await Table.SubmitAsync(Partition.Member(Tenant, member).Key, [.. keys.Select(key => RowWrite.Insert(key, 0, default))], default);
        Assert.True(submitted.IsStored);
    }

    private async Task<IReadOnlyList<Change>> Changes(Journal journal) => await journal.ChangesAsync(Shard, 0, default).ToListAsync();

    private Task<Committed> Insert(Journal journal, string key, string json) =>
        journal.CommitAsync(Shard, Operation.New("member:a"), [new Edit(key, null, Json(json))], default);

    private static byte[] Json(string json) => Encoding.UTF8.GetBytes(json);

    private static string Text(ReadOnlyMemory<byte> data) => Encoding.UTF8.GetString(data.Span);

    private static string Noise(int seed)
    {
        var random = new Random(seed);
        return '"' + string.Concat(Enumerable.Range(0, StoreLimits.BytesPerDocument - 2).Select(_ => (char)('0' + random.Next(43)))).Replace('\\', '_') + '"';
    }
}
