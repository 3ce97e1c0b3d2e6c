using ServerlessContacts.Benchmarks.Import;
using ServerlessContacts.Benchmarks.Search;

return args switch
{
    ["import", .. var rest] => await ImportBenchmark.RunAsync(rest),
    ["search", .. var rest] => await SearchBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: bench import [ROWS ...] | search [CONTACTS ...]");
    return 2;
}
