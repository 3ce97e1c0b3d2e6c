namespace Azure.Data.Tables;

internal static class EntityType
{
    public static T As<T>(this TableEntity entity)
        where T : class, ITableEntity => entity as T ?? throw Unsupported(typeof(T));

    public static IReadOnlyList<T> As<T>(this List<TableEntity> entities)
        where T : class, ITableEntity => entities as IReadOnlyList<T> ?? throw Unsupported(typeof(T));

    public static NotSupportedException Unsupported(Type type) =>
        new($"This stand-in for Azure.Data.Tables knows {nameof(TableEntity)} only, not {type}.");
}
