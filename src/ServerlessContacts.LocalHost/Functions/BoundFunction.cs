using System.Reflection;

namespace ServerlessContacts.LocalHost.Functions;

/// <summary>Gives one argument of an invocation out of what started it.</summary>
internal delegate ValueTask<object?> ArgumentSource<in TTrigger>(TTrigger trigger, CancellationToken cancellation);

/// <summary>A function whose every parameter has a source, decided once when the host starts.</summary>
internal sealed class BoundFunction<TTrigger>
{
    private readonly List<ArgumentSource<TTrigger>> sources;

    private BoundFunction(FunctionDescription description, List<ArgumentSource<TTrigger>> sources)
    {
        Description = description;
        this.sources = sources;
        Result = FunctionResult.Of(description);
    }

    public FunctionDescription Description { get; }

    public FunctionResult Result { get; }

    /// <param name="source">The source of a parameter, or null if there is none. Tokens need none.</param>
    public static BoundFunction<TTrigger> Bind(FunctionDescription function, Func<ParameterInfo, ArgumentSource<TTrigger>?> source) =>
        new(function, [.. function.Method.GetParameters().Select(parameter => Source(function, parameter, source))]);

    public async Task<object?[]> ArgumentsAsync(TTrigger trigger, CancellationToken cancellation)
    {
        var arguments = new object?[sources.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = await sources[i](trigger, cancellation);
        }

        return arguments;
    }

    private static ArgumentSource<TTrigger> Source(
        FunctionDescription function, ParameterInfo parameter, Func<ParameterInfo, ArgumentSource<TTrigger>?> source) =>
        parameter.ParameterType == typeof(CancellationToken)
            ? (_, cancellation) => ValueTask.FromResult<object?>(cancellation)
            : source(parameter) ?? throw new LocalHostSetupException(
                $"Function {function.Name}: nothing can be bound to parameter {parameter.ParameterType.Name} {parameter.Name}.");
}
