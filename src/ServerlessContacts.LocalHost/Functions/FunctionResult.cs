using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace ServerlessContacts.LocalHost.Functions;

/// <summary>How the value of a method is obtained: at once, from its task, or not at all.</summary>
internal sealed class FunctionResult
{
    private readonly PropertyInfo? taskValue;

    private FunctionResult(Type value, PropertyInfo? taskValue)
    {
        IsAnswer = typeof(IResult).IsAssignableFrom(value) || typeof(IActionResult).IsAssignableFrom(value);
        IsNothing = value == typeof(void);
        this.taskValue = taskValue;
    }

    public bool IsAnswer { get; }

    public bool IsNothing { get; }

    public static FunctionResult Of(FunctionDescription function)
    {
        var type = function.Method.ReturnType;
        if (type == typeof(Task))
        {
            return new FunctionResult(typeof(void), taskValue: null);
        }

        var isTask = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>);
        return isTask
            ? new FunctionResult(type.GetGenericArguments()[0], type.GetProperty(nameof(Task<>.Result)))
            : new FunctionResult(type, taskValue: null);
    }

    public async Task<object?> AwaitAsync(object? returned)
    {
        if (returned is not Task task)
        {
            return returned;
        }

        await task;
        return taskValue?.GetValue(task);
    }
}
