package duiqi.document;

import duiqi.text.FormatException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect only to addresses that may be reached. What is looked at is the very address that the socket is about to connect
 * to, so neither a redirect, nor another way to write an address, nor a name that is answered otherwise the second time leads
 * past it; of a proxy it is the proxy's. Thread-safe.
 */
final class GuardedSockets extends SocketFactory {
    private final String document;
    private final Predicate<InetAddress> allowed;

    /**
     * @param document the address that was asked for, for the message
     * @param allowed which addresses may be connected to
     */
    GuardedSockets(String document, Predicate<InetAddress> allowed) {
        this.document = document;
        this.allowed = allowed;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                requireAllowed(endpoint);
                super.connect(endpoint, timeout);
            }
        };
    }

    private void requireAllowed(SocketAddress endpoint) throws FormatException {
        if (!(endpoint instanceof InetSocketAddress internet)
                || internet.getAddress() == null
                || !allowed.test(internet.getAddress())) {
            throw new FormatException(
                    document,
                    "leads to " + shown(endpoint) + ", an address of this machine or of a private network",
                    "give --allow-private-addresses if that is meant");
        }
    }

    private static String shown(SocketAddress endpoint) {
        return endpoint instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : endpoint.toString();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw connected();
    }

    private static UnsupportedOperationException connected() {
        return new UnsupportedOperationException("OkHttp connects its sockets itself");
    }
}
