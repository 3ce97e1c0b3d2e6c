#pragma warning disable IDE0005, IDE0065, CA1822, CA1812, IDE0161, IDE0060, MA0038, MA0041, CA1852
namespace ServerlessContacts.Tests.Architecture.Planted.Lower
{
    public interface IThing
    {
        int Size { get; }
    }

    [AttributeUsage(AttributeTargets.All)]
    public sealed class MarkAttribute : Attribute;

    public class Thing : IThing
    {
        public static int Count => 1;

        public int Size => 2;

        public sealed class Nested;
    }

    public sealed class LowerException : Exception;
}

namespace ServerlessContacts.Tests.Architecture.Planted.Upper
{
    using ServerlessContacts.Tests.Architecture.Planted.Lower;

    public sealed class Innocent
    {
        public string Text => "Planted.Lower.Thing";
    }

    public sealed class ByBase : Thing;

    public sealed class ByInterface : IThing
    {
        public int Size => 3;
    }

    public sealed class ByAttribute
    {
        [Mark]
        public int Value { get; set; }
    }

    public sealed class ByField
    {
        private readonly List<Thing[]> things = [];

        public int Count => things.Count;
    }

    public interface IByParameter
    {
        bool Is(Thing? thing);
    }

    public interface IByResult
    {
        Task<Dictionary<string, Thing>> ThingsAsync();
    }

    public sealed class ByConstraint
    {
        public bool Is<T>(T? thing)
            where T : class, IThing => thing is null;
    }

    public sealed class ByCall
    {
        public int Count() => Thing.Count;
    }

    public sealed class ByCreation
    {
        public object Make() => new Thing();
    }

    public sealed class ByNestedType
    {
        public object Make() => new Thing.Nested();
    }

    public sealed class ByTypeOf
    {
        public Type Type() => typeof(Thing);
    }

    public sealed class ByTypeArgument
    {
        public int Count() => Enumerable.Empty<Thing>().Count();
    }

    public sealed class ByLambda
    {
        public Func<object, bool> Test() => thing => thing is Thing;
    }

    public sealed class ByAsyncMethod
    {
        public async Task<int> CountAsync()
        {
            await Task.Yield();
            return Thing.Count;
        }
    }

    public sealed class ByCatch
    {
        public bool Run(Action action)
        {
            try
            {
                action();
                return true;
            }
            catch (LowerException)
            {
                return false;
            }
        }
    }
}
