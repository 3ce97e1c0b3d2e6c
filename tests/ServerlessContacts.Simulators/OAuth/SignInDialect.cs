namespace ServerlessContacts.Simulators.OAuth;

/// <summary>Whose sign-in is simulated: both speak OAuth 2.0 and differ in paths, errors and when they give refresh tokens.</summary>
public enum SignInDialect
{
    Google,
    Microsoft,
}
