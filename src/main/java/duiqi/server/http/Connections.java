package duiqi.server.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.NanoTime;

/**
 * Holds the open connections of a server, and closes those that wait for their client if there are too many, or if the
 * client is too slow. A connection whose request is being processed, or has arrived but was not read yet, is never
 * closed. Thread-safe.
 *
 * <p>Connections that wait longest are closed first: connections without any complete request, then idle ones, then
 * those that wait for a body or for a client that reads its response. Fresh connections stay open, because a busy
 * machine may need seconds to read a request. Therefore three times as many connections may be open for a short time.
 */
final class Connections implements Connection.Listener {
    /** Minimum speed of a body in bytes per second. Only attackers are slower. */
    private static final long MIN_RATE = 128;

    /** Time in which a normal client sends its request or reads its response */
    private static final Duration FRESH = Duration.ofSeconds(3);

    /** Number of connections that may be open for a short time, as a multiple of the normal maximum */
    private static final int CROWD = 3;

    /** Time after which a response is abandoned if its memory is needed */
    private static final Duration READING = Duration.ofSeconds(2);

    private final Limits limits;
    private final Map<Connection, Client> clients = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final AtomicLong buffered = new AtomicLong();

    /**
     * Limits the resources of all clients.
     *
     * @param connections maximum number of connections that are not fresh; one client address may use three quarters
     * @param head maximum time from the first byte to the last byte of a request header
     * @param grace time without a minimum speed of a body; afterwards a slow body is rejected
     * @param bytes maximum number of bytes of bodies and responses in memory
     */
    record Limits(int connections, Duration head, Duration grace, long bytes) {
        private static final int CONNECTIONS = 1024;

        /** Maximum time for a header. It is longer than network delays of a client that is still sending. */
        private static final Duration TIME = Duration.ofSeconds(10);

        /** Returns limits that leave a quarter of the free file descriptors and most of the heap to other work. */
        static Limits ofThisMachine() {
            long most = CONNECTIONS;
            if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
                most = (system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount()) / 4;
            }
            return new Limits(
                    (int) Math.max(16, Math.min(CONNECTIONS, most)),
                    TIME,
                    TIME,
                    Runtime.getRuntime().maxMemory() / 8);
        }

        /** Returns the number of connections that one client address may use. */
        int share() {
            return Math.max(1, connections * 3 / 4);
        }

        /** Returns limits with another time without a minimum speed. */
        Limits withGrace(Duration other) {
            return new Limits(connections, head, other, bytes);
        }

        /** Returns the interval between two checks of the times. */
        Duration interval() {
            Duration half = grace.dividedBy(2);
            return half.compareTo(Duration.ofSeconds(1)) < 0 ? half : Duration.ofSeconds(1);
        }
    }

    /** Lists the reasons why a connection is open, in the order in which connections are closed. */
    enum Phase {
        /** Waits for the first request. */
        NEW,
        /** Waits for the next request. */
        IDLE,
        /** Waits for the body of a request. */
        BODY,
        /** Waits for the client to read the response. */
        RESPONSE,
        /** Processes a request. */
        WORK
    }

    /** Holds the state of a connection. Thread-safe. */
    static final class Client {
        private final Connection connection;
        private final String address;
        private Phase phase = Phase.NEW;
        private long since = NanoTime.now();
        private long received;
        private long seen;

        Client(Connection connection, String address) {
            this.connection = connection;
            this.address = address;
        }

        synchronized void enter(Phase next) {
            phase = next;
            since = NanoTime.now();
            received = 0;
            seen = connection.getBytesIn();
        }

        /** Counts bytes of a body. */
        synchronized void receive(int bytes) {
            received += bytes;
        }

        /** Returns whether a request arrived before the response to the previous one was sent. */
        synchronized boolean isPipelined() {
            return phase == Phase.IDLE && connection.getBytesIn() == seen;
        }

        private synchronized Duration age() {
            return Duration.ofNanos(NanoTime.since(since));
        }

        private synchronized Phase phase() {
            return phase;
        }

        private boolean waits() {
            return phase() != Phase.WORK;
        }

        private boolean isFresh() {
            return age().compareTo(FRESH) < 0;
        }

        /** Returns whether bytes of a header have arrived that the server has not read. */
        private boolean isUnread() {
            Phase now = phase();
            if ((now == Phase.NEW || now == Phase.IDLE)
                    && connection.getEndPoint() instanceof SocketChannelEndPoint socket) {
                try {
                    return socket.getChannel().socket().getInputStream().available() > 0;
                } catch (IOException closed) {
                    return false;
                }
            }
            return false;
        }

        private boolean isLate(Limits limits) {
            return switch (phase()) {
                case NEW, IDLE -> isLateHead(limits.head());
                case BODY -> age().compareTo(limits.grace()) > 0 && isSlow();
                case RESPONSE, WORK -> false;
            };
        }

        /** Returns whether a header takes too long. The time begins with its first byte. */
        private synchronized boolean isLateHead(Duration most) {
            if (connection.getBytesIn() == seen) {
                if (phase == Phase.NEW) {
                    return age().compareTo(most) > 0 && !isUnread();
                }
                since = NanoTime.now();
            }
            return age().compareTo(most) > 0;
        }

        private synchronized boolean isSlow() {
            return received < MIN_RATE * age().toSeconds();
        }

        /** Closes the connection, or fails the read or write that waits for its client. Does not interrupt work. */
        private void abandon() {
            boolean isClosed;
            synchronized (this) {
                isClosed = switch (phase) {
                    case WORK -> false;
                    case NEW, IDLE -> true;
                    case BODY, RESPONSE -> connection.onIdleExpired(new TimeoutException("the client is too slow"));
                };
            }
            if (isClosed) {
                connection.getEndPoint().close();
            }
        }
    }

    Connections(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    @Override
    public void onOpened(Connection connection) {
        Client client = new Client(connection, address(connection.getEndPoint().getRemoteSocketAddress()));
        List<Client> victims;
        synchronized (this) {
            clients.put(connection, client);
            int own = counts.merge(client.address, 1, Integer::sum);
            boolean isGreedy = own > CROWD * limits.share();
            boolean isTooMany = isGreedy || clients.size() > CROWD * limits.connections();
            String from = isGreedy ? client.address : largest();
            victims = isTooMany ? take(1, each -> each != client && each.address.equals(from)) : List.of();
            if (isTooMany && victims.isEmpty()) {
                victims = List.of(client);
            }
        }
        victims.forEach(Client::abandon);
    }

    @Override
    public void onClosed(Connection connection) {
        forget(connection);
    }

    private synchronized void forget(Connection connection) {
        Client client = clients.remove(connection);
        if (client != null) {
            counts.computeIfPresent(client.address, (address, count) -> count == 1 ? null : count - 1);
        }
    }

    private String largest() {
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Removes the clients to abandon first. Otherwise the next call would return them again before they are closed. */
    private synchronized List<Client> take(int most, Predicate<Client> condition) {
        record Age(Client client, boolean isFresh, Phase phase, Duration age) {
            /** Returns whether the first request may still arrive. Clients repeat only later requests. */
            boolean isExpected() {
                return isFresh && phase == Phase.NEW;
            }
        }
        List<Client> oldest = clients.values().stream()
                .filter(condition)
                .filter(Client::waits)
                .map(client -> new Age(client, client.isFresh(), client.phase(), client.age()))
                .sorted(Comparator.comparing(Age::isFresh)
                        .thenComparing(Age::isExpected)
                        .thenComparing(Age::phase)
                        .thenComparing(Age::age, Comparator.reverseOrder()))
                .map(Age::client)
                .filter(client -> !client.isUnread())
                .limit(most)
                .toList();
        oldest.forEach(client -> forget(client.connection));
        return oldest;
    }

    /** Removes the clients that exceed the limits and are not fresh. */
    private synchronized List<Client> takeExcess() {
        List<Client> excess = new ArrayList<>();
        List.copyOf(counts.keySet())
                .forEach(
                        address -> excess.addAll(takeStale(counts.getOrDefault(address, 0) - limits.share(), address)));
        int rest = clients.size() - limits.connections();
        while (rest > 0) {
            List<Client> next = takeStale(1, largest());
            excess.addAll(next);
            rest = next.isEmpty() ? 0 : rest - 1;
        }
        return excess;
    }

    private List<Client> takeStale(int most, String address) {
        return most <= 0 ? List.of() : take(most, client -> !client.isFresh() && client.address.equals(address));
    }

    /** Returns the owner of an address: for IPv6 the first 64 bits, which one machine can vary the rest of. */
    private static String address(SocketAddress socket) {
        if (!(socket instanceof InetSocketAddress internet)) {
            return "";
        }
        byte[] bytes = internet.getAddress().getAddress();
        return Arrays.toString(internet.getAddress() instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }

    /** Returns the state of a connection. */
    synchronized Client client(Connection connection) {
        Client known = clients.get(connection);
        return known == null ? new Client(connection, "") : known;
    }

    /** Closes the connections whose clients are too slow, and those that exceed the limits. */
    void closeLate() {
        takeExcess().forEach(Client::abandon);
        copy().stream().filter(client -> client.isLate(limits)).forEach(Client::abandon);
    }

    private synchronized List<Client> copy() {
        return List.copyOf(clients.values());
    }

    /** Closes a connection that waits, because the system has no file descriptors left. */
    void closeOldest() {
        take(1, client -> true).forEach(Client::abandon);
    }

    /** Reserves memory for a body or a response. Returns false if there is none left. */
    boolean reserve(int bytes) {
        if (buffered.addAndGet(bytes) <= limits.bytes()) {
            return true;
        }
        buffered.addAndGet(-bytes);
        return false;
    }

    /** Releases reserved memory. */
    void release(long bytes) {
        buffered.addAndGet(-bytes);
    }

    /** Drops the response that waits longest for its client. This releases its memory. */
    void abandonResponse() {
        take(1, client -> client.phase() == Phase.RESPONSE && client.age().compareTo(READING) > 0)
                .forEach(Client::abandon);
    }
}
