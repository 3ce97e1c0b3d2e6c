namespace ServerlessContacts.Tests;

/// <summary>The table of months follows from what work costs and from how much of it the documentation says there is.</summary>
public sealed class CapacityTablesTests
{
    private const double Million = 1e6;
    private const double Nights = 30;
    private const double Days = 22;
    private const double Searches = 40;
    private const double Letters = 6;
    private const double Reads = 10;
    private const double Calls = 10;
    private const double Polls = Nights * 24 * 60 / 5;
    private const double ContactsOfAnAccount = 200;
    private const double ChangesOfAnAccount = 20;
    private const double BytesInTheIndex = 600;

    private static readonly CapacityTables Documented = CapacityTables.Read();

    public static TheoryData<string, int, double> Months
    {
        get
        {
            var data = new TheoryData<string, int, double>();
            foreach (var (what, of) in Formulas)
            {
                for (var size = 0; size < 3; size++)
                {
                    data.Add(what, size, of(1000 * Math.Pow(10, size)));
                }
            }

            return data;
        }
    }

    private static (string What, Func<double, double> Of)[] Formulas =>
    [
        ("transactions of the table, millions", contacts => (Polling(contacts) + Imports(contacts) + People(contacts)) / Million),
        ("of these for looking whether accounts have changed", contacts => Polling(contacts) / Million),
        ("executions, millions", contacts => ((Members(contacts) * Days * ((Searches * Letters) + Reads + Calls + 1)) + (Accounts(contacts) * Polls)) / Million),
        ("stored in the table, GB", contacts => Stored(contacts) / 1e9),
        ("memory of the search index, MB", contacts => contacts * BytesInTheIndex / Million),
    ];

    [Theory]
    [MemberData(nameof(Months))]
    public void A_month_costs_what_its_work_does(string what, int size, double reckoned) =>
        Assert.InRange(Documented.Months[what][size], reckoned * 0.98, reckoned * 1.02);

    private static double Members(double contacts) => contacts / 20;

    private static double Accounts(double contacts) => Members(contacts) / 2;

    private static double Cost(string what) => Documented.Work[what].Tables;

    private static double Polling(double contacts) => Accounts(contacts) * Polls * Cost("run of a sync that finds nothing");

    private static double Imports(double contacts) => Nights * contacts * (Cost("unchanged row of an import") + (0.01 * Cost("changed row of an import")));

    private static double People(double contacts) =>
        (Accounts(contacts) * ChangesOfAnAccount * Cost("contact changed at the provider"))
        + (Members(contacts) * Days * ((Searches * Cost("search, when nobody has searched for two seconds")) + (Reads * Cost("contact read")) + (Calls * Cost("call or message")) + Cost("contact changed")));

    private static double Stored(double contacts)
    {
        var lasting = (contacts * Bytes("new row of an import")) + (Accounts(contacts) * ContactsOfAnAccount * Bytes("contact brought in by a sync"));
        var changes = (0.01 * Nights * contacts * Bytes("changed row of an import")) + (Accounts(contacts) * ChangesOfAnAccount * Bytes("contact changed at the provider")) + (Members(contacts) * Days * Bytes("contact changed"));
        return lasting + (3 * changes) + (Accounts(contacts) * Polls * Bytes("run of a sync that finds nothing")) + (24 * Members(contacts) * Days * Calls * Bytes("call or message"));
    }

    private static double Bytes(string what) => Documented.Work[what].Bytes;
}
