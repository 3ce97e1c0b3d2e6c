using ServerlessContacts.Contacts;
using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Import;

/// <summary>An import between whatever others do, taken back, against a plain account of who wrote which value last.</summary>
public sealed class UndoLivesTests
{
    private const int Known = 5;
    private const int New = 3;
    private const string Undone = "the import";

    private static readonly string[] Fields = ["notes", "nickname", "role"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_nobody_has_touched_is_as_before_and_all_else_as_it_was_left(int part)
    {
        for (var seed = part * 20; seed < (part + 1) * 20; seed++)
        {
            await LiveAsync(seed, new Random(seed));
        }
    }

    private static async Task LiveAsync(int seed, Random random)
    {
        var rig = await ImportRig.StartAsync(new ImportSettings { RowsPerChunk = 3 });
        var people = Enumerable.Range(0, Known).Select(i => new Person(i)).ToList();
        people.ForEach(person => person.Write(random, "before", 2));
        await rig.ImportAsync(Rows(people));

        people.AddRange(Enumerable.Range(Known, New).Select(i => new Person(i) { IsNew = true }));
        people.ForEach(person => person.Keep());
        people.ForEach(person => person.Write(random, Undone, 2));
        var import = await rig.ImportAsync(Rows(people));

        for (var step = random.Next(8); step > 0; step--)
        {
            await MeddleAsync(rig, people, random);
        }

        await rig.UndoAsync(import.Id);
        var expected = people.Where(person => person.IsThereAfter).Select(person => person.After()).Order(StringComparer.Ordinal);
        var found = (await rig.ContactsAsync()).Select(stored => Line(stored.Record.Contact)).Order(StringComparer.Ordinal);
        Assert.True(expected.SequenceEqual(found, StringComparer.Ordinal), $"Seed {seed}: expected {string.Join("; ", expected)}, found {string.Join("; ", found)}");
    }

    private static async Task MeddleAsync(ImportRig rig, List<Person> people, Random random)
    {
        var there = people.Where(person => !person.IsDeleted).ToList();
        var person = there[random.Next(there.Count)];
        switch (random.Next(4))
        {
            case 0 when there.Count > 1:
                await rig.DeleteAsync(person.Name);
                person.IsDeleted = true;
                break;
            case 1:
                person.Write(random, "a later import", 1);
                await rig.ImportAsync(Rows([person]));
                break;
            default:
                await ByHandAsync(rig, person, Fields[random.Next(Fields.Length)], random.Next(4));
                break;
        }
    }

    /// <summary>0 clears the field; the others are values that imports use, too.</summary>
    private static async Task ByHandAsync(ImportRig rig, Person person, string field, int value)
    {
        var text = value == 0 ? null : $"{field}{value}";
        if (person.Set(field, text, "a person"))
        {
            await rig.EditAsync(person.Name, contact => field switch
            {
                "notes" => contact with { Notes = text },
                "nickname" => contact with { Nickname = text },
                _ => contact with { Role = text },
            });
        }
    }

    private static string Rows(IReadOnlyList<Person> people) => "name,email,notes,nickname,role\n"
        + string.Concat(people.Select(person => $"{person.Name},p{person.Number}@example.com,{string.Join(',', Fields.Select(field => person.Row.GetValueOrDefault(field)))}\n"));

    private static string Line(Contact contact) => $"{contact.Name.Full}|{contact.Notes}|{contact.Nickname}|{contact.Role}";

    private sealed class Person(int number)
    {
        private readonly Dictionary<string, (string? Value, string By)> fields = new(StringComparer.Ordinal);
        private Dictionary<string, string?> before = new(StringComparer.Ordinal);

        public int Number => number;

        public string Name => $"Person {(char)('A' + number)}";

        public bool IsNew { get; init; }

        public bool IsDeleted { get; set; }

        /// <summary>What the next file says of the person.</summary>
        public Dictionary<string, string> Row { get; } = new(StringComparer.Ordinal);

        public bool IsThereAfter => !IsDeleted && (!IsNew || fields.Values.Any(value => value.By != Undone));

        /// <summary>Whether that changes anything.</summary>
        public bool Set(string field, string? value, string by)
        {
            if (fields.GetValueOrDefault(field).Value == value)
            {
                return false;
            }

            fields[field] = (value, by);
            return true;
        }

        public void Write(Random random, string by, int outOf)
        {
            Row.Clear();
            foreach (var field in Fields.Where(_ => random.Next(outOf + 1) > 0))
            {
                Row[field] = $"{field}{random.Next(1, 4)}";
                Set(field, Row[field], by);
            }
        }

        public void Keep() => before = fields.ToDictionary(field => field.Key, field => field.Value.Value, StringComparer.Ordinal);

        public string After() => $"{Name}|{ValueAfter("notes")}|{ValueAfter("nickname")}|{ValueAfter("role")}";

        /// <summary>Of a new one that stays, everything stays.</summary>
        private string? ValueAfter(string field) =>
            !IsNew && fields.GetValueOrDefault(field).By == Undone ? before.GetValueOrDefault(field) : fields.GetValueOrDefault(field).Value;
    }
}
