namespace ServerlessContacts.Search.Index;

/// <summary>A document that was found, in the versions that were searched.</summary>
/// <param name="Source">Which of these versions.</param>
/// <param name="Segment">Which segment of the version; one past the last for what was changed since.</param>
public readonly record struct Hit(int Source, int Segment, int Document, HitClass Class, int Preferred)
{
    /// <summary>In place of a rank; behind all.</summary>
    public const int NotPreferred = int.MaxValue;
}
