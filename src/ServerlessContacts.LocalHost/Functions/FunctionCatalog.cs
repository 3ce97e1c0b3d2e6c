using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ServerlessContacts.LocalHost.Functions;

/// <summary>All functions of the given classes, found by reflection; what the Functions host would not load is refused here, too.</summary>
internal sealed class FunctionCatalog
{
    private readonly List<FunctionDescription> functions;

    private FunctionCatalog(List<FunctionDescription> functions) => this.functions = functions;

    public static FunctionCatalog Find(IEnumerable<Type> classes)
    {
        var found = classes.Where(type => type.IsClass).Distinct().SelectMany(Describe).ToList();
        var twice = found.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Skip(1).Any());
        return twice is null
            ? new FunctionCatalog(found)
            : throw new LocalHostSetupException($"Two functions have one name: {string.Join(", ", twice)}.");
    }

    public IEnumerable<(FunctionDescription Function, TTrigger Trigger)> StartedBy<TTrigger>()
        where TTrigger : TriggerBindingAttribute =>
        from function in functions
        where function.Trigger is TTrigger
        select (function, (TTrigger)function.Trigger);

    private static IEnumerable<FunctionDescription> Describe(Type type) =>
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let attribute = method.GetCustomAttribute<FunctionAttribute>()
        where attribute is not null
        select Describe(attribute.Name, method);

    private static FunctionDescription Describe(string name, MethodInfo method)
    {
        var triggers = method.GetParameters().Where(parameter => parameter.IsDefined(typeof(TriggerBindingAttribute))).ToList();
        if (triggers is not [var trigger])
        {
            throw new LocalHostSetupException($"Function {name} has {triggers.Count} triggers; a function has exactly one.");
        }

        var function = new FunctionDescription(name, method, trigger, trigger.GetCustomAttribute<TriggerBindingAttribute>()!);
        return function.Trigger is HttpTriggerAttribute or TimerTriggerAttribute or QueueTriggerAttribute or BlobTriggerAttribute
            ? function
            : throw new LocalHostSetupException($"Function {name} has a trigger this host does not know: {function.Trigger.GetType().Name}.");
    }
}
