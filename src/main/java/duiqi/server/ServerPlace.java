package duiqi.server;

/**
 * The host and port where a server listens. Immutable.
 *
 * @param host name or address to bind to
 * @param port 0 for one that the system chooses
 * @param mayDiffer whether the system is to choose another port when this one is taken
 */
public record ServerPlace(String host, int port, boolean mayDiffer) {
    private static final int LAST_PORT = 65_535;

    /** This machine alone, at a port that the system chooses. */
    public static final ServerPlace LOCAL = new ServerPlace("127.0.0.1", 0);

    /** Makes a place with this port and no other. */
    public ServerPlace(String host, int port) {
        this(host, port, false);
    }

    public ServerPlace {
        if (host.isBlank()) {
            throw new IllegalArgumentException("a host has a name; leave it out for 127.0.0.1");
        }
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("a port lies between 0 and " + LAST_PORT + ", not at " + port);
        }
    }
}
