namespace ServerlessContacts.Functions.Http;

/// <summary>The pages that anybody may open.</summary>
internal static class Pages
{
    /// <summary>What runs here.</summary>
    public static StaticPage Home { get; } = new("home.html");

    /// <summary>
    /// Where providers send the browser back to. The page itself hands code and state to the page that opened it, if that is of the same
    /// origin, and shows them. Nothing is kept.
    /// </summary>
    public static StaticPage SignIn { get; } = new("sign-in.html");
}
