using System.Net;
using System.Net.Sockets;

namespace ServerlessContacts.EndToEnd.Outage;

/// <summary>One service of the emulator by way of a port of its own.</summary>
internal sealed class Strand : IAsyncDisposable
{
    private readonly Uri target;
    private readonly IPEndPoint place;
    private readonly Lock gate = new();
    private readonly HashSet<TcpClient> ends = [];
    private TcpListener listener;
    private Task accepting;
    private volatile CableState state;

    public Strand(Uri target)
    {
        this.target = target;
        listener = Listen(new IPEndPoint(IPAddress.Loopback, 0));
        place = (IPEndPoint)listener.LocalEndpoint;
        Address = new UriBuilder(target) { Host = place.Address.ToString(), Port = place.Port }.Uri;
        accepting = AcceptAsync(listener);
    }

    public Uri Address { get; }

    public void Turn(CableState next)
    {
        var before = state;
        state = next;
        if (next == CableState.Refused)
        {
            listener.Stop();
        }
        else if (before == CableState.Refused)
        {
            listener = Listen(place);
            accepting = AcceptAsync(listener);
        }

        if (before != CableState.Whole)
        {
            // What was cut is not mended: an answer that was held back is lost.
            CloseAll();
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        CloseAll();
        await accepting;
    }

    private static TcpListener Listen(IPEndPoint place)
    {
        var opened = new TcpListener(place);
        opened.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        opened.Start();
        return opened;
    }

    private async Task AcceptAsync(TcpListener own)
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await own.AcceptTcpClientAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Refused, or over.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            Keep(near, far);
            try
            {
                await far.ConnectAsync(target.Host, target.Port);
                await Task.WhenAny(CopyAsync(near, far, isAnswer: false), CopyAsync(far, near, isAnswer: true));
            }
            catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // As cables are.
            }
            finally
            {
                Drop(near, far);
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isAnswer)
    {
        var (source, sink) = (from.GetStream(), to.GetStream());
        var buffer = new byte[1 << 16];
        for (int read; (read = await source.ReadAsync(buffer)) > 0;)
        {
            if (state == CableState.Whole || !isAnswer)
            {
                await sink.WriteAsync(buffer.AsMemory(0, read));
            }
        }
    }

    private void Keep(params TcpClient[] clients)
    {
        lock (gate)
        {
            ends.UnionWith(clients);
        }
    }

    private void Drop(params TcpClient[] clients)
    {
        lock (gate)
        {
            ends.ExceptWith(clients);
        }
    }

    private void CloseAll()
    {
        lock (gate)
        {
            foreach (var end in ends)
            {
                end.Close();
            }
        }
    }
}
