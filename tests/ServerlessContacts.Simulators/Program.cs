await Console.Error.WriteLineAsync("Nothing to run yet.");
return 1;
