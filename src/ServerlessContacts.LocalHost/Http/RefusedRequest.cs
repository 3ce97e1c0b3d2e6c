namespace ServerlessContacts.LocalHost.Http;

/// <summary>Kestrel refuses a body while it is read, so the exception may come wrapped by whoever read it.</summary>
internal static class RefusedRequest
{
    public static BadHttpRequestException? Find(Exception? exception)
    {
        while (exception is not (null or BadHttpRequestException))
        {
            exception = exception.InnerException;
        }

        return (BadHttpRequestException?)exception;
    }
}
