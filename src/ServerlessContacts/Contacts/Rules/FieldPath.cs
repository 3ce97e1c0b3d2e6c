using System.Globalization;

namespace ServerlessContacts.Contacts;

/// <summary>Where a value stands: a field, or a part of an entry of a list (<c>phones[1].label</c>). Written out only where something is wrong with it, as that costs more than the check.</summary>
internal readonly record struct FieldPath(string Field, int Index = -1, string? Part = null)
{
    public static implicit operator FieldPath(string field) => new(field);

    public FieldPath Of(string part) => this with { Part = part };

    public override string ToString()
    {
        var entry = Index < 0 ? Field : string.Create(CultureInfo.InvariantCulture, $"{Field}[{Index}]");
        return Part is null ? entry : $"{entry}.{Part}";
    }
}
