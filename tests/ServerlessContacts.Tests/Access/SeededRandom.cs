using System.Security.Cryptography;

namespace ServerlessContacts.Tests.Access;

/// <summary>The same bytes in every run.</summary>
public sealed class SeededRandom(int seed) : RandomNumberGenerator
{
    private readonly Random _random = new(seed);

    public override void GetBytes(byte[] data) => _random.NextBytes(data);
}
