using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ServerlessContacts.LocalHost.Functions;

/// <summary>A <c>[Function]</c> method and the parameter that starts it.</summary>
internal sealed record FunctionDescription(string Name, MethodInfo Method, ParameterInfo TriggerParameter, TriggerBindingAttribute Trigger)
{
    public Type Class => Method.DeclaringType!;

    /// <summary>The name under which the Functions host keeps its records of a function.</summary>
    public string HostId => $"Host.Functions.{Name}";

    /// <summary>
    /// Whether it is the parameter that starts the function. Compared by position: the runtime may describe one parameter by several
    /// objects.
    /// </summary>
    public bool IsTrigger(ParameterInfo parameter) => parameter.Position == TriggerParameter.Position;

    public override string ToString() => $"{Name} ({Class.Name}.{Method.Name})";
}
