using System.Reflection;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using ServerlessContacts.LocalHost.Functions;

namespace ServerlessContacts.LocalHost.Queues;

/// <summary>Binds the trigger parameter to a message whose body is already decoded.</summary>
internal static class QueueArgument
{
    public static ArgumentSource<QueueMessage>? Of(ParameterInfo parameter, FunctionDescription function) => function.IsTrigger(parameter)
        ? (message, _) => ValueTask.FromResult(Value(message, parameter.ParameterType))
        : null;

    private static object? Value(QueueMessage message, Type type) => type switch
    {
        _ when type == typeof(QueueMessage) => message,
        _ when type == typeof(BinaryData) => message.Body,
        _ when type == typeof(string) => message.Body.ToString(),
        _ when type == typeof(byte[]) => message.Body.ToArray(),
        _ => JsonSerializer.Deserialize(message.Body.ToMemory().Span, type, JsonSerializerOptions.Web),
    };
}
