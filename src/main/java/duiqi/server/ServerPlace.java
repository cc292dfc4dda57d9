package duiqi.server;

/**
 * Holds the host and port of a server. Immutable.
 *
 * @param host host name or IP address
 * @param port port number; 0 for any free port
 * @param mayDiffer true to use another free port if the port is in use
 */
public record ServerPlace(String host, int port, boolean mayDiffer) {
    private static final int LAST_PORT = 65_535;

    /** A free port that only this machine can reach. */
    public static final ServerPlace LOCAL = new ServerPlace("127.0.0.1", 0);

    /** Creates an address with exactly this port. */
    public ServerPlace(String host, int port) {
        this(host, port, false);
    }

    public ServerPlace {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host is empty; omit it for 127.0.0.1");
        }
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and " + LAST_PORT);
        }
    }
}
