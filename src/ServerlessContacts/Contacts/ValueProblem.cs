namespace ServerlessContacts.Contacts;

/// <summary>Why a written value is not what its field promises: a stable code for programs and a sentence for people.</summary>
/// <remarks>The message never quotes the value, so that it may be logged.</remarks>
public sealed record ValueProblem(string Code, string Message);
