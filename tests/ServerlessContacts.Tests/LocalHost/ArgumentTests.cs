using System.Reflection;
using Azure.Storage.Blobs;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.LocalHost.Blobs;
using ServerlessContacts.LocalHost.Functions;
using ServerlessContacts.LocalHost.Queues;

namespace ServerlessContacts.Tests.LocalHost;

/// <summary>
/// Two hosts that start at once may each be given an object of its own for one parameter, here by two types that the method is found on.
/// </summary>
public sealed class ArgumentTests
{
    [Fact]
    public void The_parameter_that_starts_a_function_is_bound_whichever_object_describes_it()
    {
        var (blob, first) = Describe(nameof(Declaring.OnBlob), new BlobTriggerAttribute("files/{name}"));
        Assert.NotSame(first, blob.TriggerParameter);
        Assert.NotNull(BlobArgument.Of(first, blob, BlobPattern.Parse("OnBlob", "files/{name}")));

        var (queue, message) = Describe(nameof(Declaring.OnMessage), new QueueTriggerAttribute("names"));
        Assert.NotSame(message, queue.TriggerParameter);
        Assert.NotNull(QueueArgument.Of(message, queue));
    }

    private static (FunctionDescription Function, ParameterInfo First) Describe(
        string method, Microsoft.Azure.Functions.Worker.Extensions.Abstractions.TriggerBindingAttribute trigger)
    {
        var declared = typeof(Declaring).GetMethod(method)!;
        return (new FunctionDescription(method, declared, declared.GetParameters()[0], trigger), typeof(Derived).GetMethod(method)!.GetParameters()[0]);
    }

    private class Declaring
    {
        public void OnBlob(BlobClient blob) => _ = (this, blob);

        public void OnMessage(QueueMessage message) => _ = (this, message);
    }

    private sealed class Derived : Declaring;
}
