namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>What every attribute that binds a parameter or a return value of a function derives from.</summary>
public abstract class BindingAttribute : Attribute;

/// <summary>Marks the parameter that receives what started the function.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute;
