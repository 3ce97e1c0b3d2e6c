namespace ServerlessContacts.Benchmarks.Search;

/// <summary>Seeded choice with the skew of names, companies and address books: the n-th is chosen in proportion to 1/n.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random random = new(seed);

    public bool Happens(double probability) => random.NextDouble() < probability;

    public int Below(int count) => random.Next(count);

    public int Skewed(int count) => (int)Math.Exp(random.NextDouble() * Math.Log(count + 1)) - 1;

    public T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    public T Skewed<T>(IReadOnlyList<T> list) => list[Skewed(list.Count)];
}
