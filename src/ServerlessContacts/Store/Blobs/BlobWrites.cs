namespace ServerlessContacts.Store.Blobs;

/// <summary>Writes of what is there already.</summary>
public static class BlobWrites
{
    extension(IBlobContainer container)
    {
        /// <summary>Writes what the stream holds.</summary>
        public Task WriteAsync(string name, string? contentType, Stream content, CancellationToken cancellationToken) =>
            container.WriteAsync(
                name, new BlobWriting(contentType), blob => content.CopyToAsync(blob, cancellationToken), cancellationToken);

        public Task WriteAsync(string name, string? contentType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            container.WriteAsync(name, new BlobWriting(contentType), blob => blob.WriteAsync(content, cancellationToken)
                .AsTask(), cancellationToken);
    }
}
