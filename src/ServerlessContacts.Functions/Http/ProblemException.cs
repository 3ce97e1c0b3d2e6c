using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.Functions.Http;

/// <summary>Ends a request with an answer from where its parts are read; caught in <see cref="RequestGate"/> and nowhere else.</summary>
internal sealed class ProblemException(IResult result) : Exception("The request is answered with a problem.")
{
    public IResult Result { get; } = result;
}
