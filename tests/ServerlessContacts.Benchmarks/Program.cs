using ServerlessContacts.Benchmarks.Import;

return args switch
{
    ["import", .. var rest] => await ImportBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: bench import [ROWS ...]");
    return 2;
}
