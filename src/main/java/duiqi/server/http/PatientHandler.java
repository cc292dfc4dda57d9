package duiqi.server.http;

import duiqi.server.http.Connections.Client;
import duiqi.server.http.Connections.Phase;
import io.javalin.http.HttpResponseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Waits for clients without a thread. The next handler runs when the body of a request has arrived, and need not wait
 * until the client has read the response. The memory for bodies and responses is limited: see {@link Connections}.
 * Thread-safe.
 */
final class PatientHandler extends Handler.Wrapper {
    /** Name of the request attribute that contains the problem of a body, an {@link HttpResponseException} */
    static final String PROBLEM = "duiqi.body";

    /** Maximum number of threads that wait for clients because no memory is left */
    private static final int BLOCKED = 32;

    private final Connections connections;
    private final int bodyLimit;
    private final Semaphore blocked = new Semaphore(BLOCKED);

    /**
     * Creates a handler.
     *
     * @param bodyLimit maximum size of a request body in bytes
     */
    PatientHandler(Connections connections, int bodyLimit) {
        this.connections = connections;
        this.bodyLimit = bodyLimit;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Client client = connections.client(request.getConnectionMetaData().getConnection());
        Request.addCompletionListener(request, failure -> client.enter(Phase.IDLE));
        if (client.isPipelined()) {
            // Hundreds of requests in one part would occupy a thread for a long time. No common client sends them.
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        BufferedResponse buffered = new BufferedResponse(request, response, client, callback);
        if (!mustWait(request)) {
            client.enter(Phase.WORK);
            return super.handle(request, buffered, buffered.end());
        }
        client.enter(Phase.BODY);
        new Body(request, buffered, client).run();
        return true;
    }

    /** Returns whether a request has a body of an acceptable size. */
    private boolean mustWait(Request request) {
        long length = request.getLength();
        return length > 0 ? length <= bodyLimit : request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** Reads the body of a request, and then calls the next handler. */
    private final class Body implements Runnable {
        private final Request request;
        private final BufferedResponse response;
        private final Client client;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Body(Request request, BufferedResponse response, Client client) {
            this.request = request;
            this.response = response;
            this.client = client;
            Request.addCompletionListener(request, failure -> connections.release(bytes.size()));
        }

        @Override
        public void run() {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    reject(
                            chunk.getFailure() instanceof TimeoutException
                                    ? Problem.refusal(408, "the request body arrives too slowly", "send it faster")
                                    : Problem.refusal(400, "the request body is incomplete", "send the whole body"));
                    return;
                }
                boolean isLast = chunk.isLast();
                boolean isKept = keep(chunk);
                chunk.release();
                if (isLast || !isKept) {
                    forward();
                    return;
                }
            }
        }

        /** Copies a part of the body. A part refers to a buffer of the connection, which is larger than the part. */
        private boolean keep(Content.Chunk chunk) {
            int count = chunk.remaining();
            client.receive(count);
            if (bytes.size() + count > bodyLimit) {
                request.setAttribute(PROBLEM, RequestGuard.tooLarge(bodyLimit));
                return false;
            }
            if (!connections.reserve(count)) {
                request.setAttribute(PROBLEM, Problem.refusal(503, "", ""));
                return false;
            }
            bytes.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
            return true;
        }

        private void reject(HttpResponseException problem) {
            request.setAttribute(PROBLEM, problem);
            forward();
        }

        private void forward() {
            client.enter(Phase.WORK);
            Callback end = response.end();
            try {
                if (!getHandler().handle(new ReadRequest(request, bytes.toByteArray()), response, end)) {
                    Response.writeError(request, response, end, 404);
                }
            } catch (Exception failure) {
                Response.writeError(request, response, end, failure);
            }
        }
    }

    /** Represents a request whose body is in memory. */
    private static final class ReadRequest extends Request.Wrapper {
        private Content.Chunk next;

        ReadRequest(Request request, byte[] body) {
            super(request);
            next = Content.Chunk.from(ByteBuffer.wrap(body), true);
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = next;
            next = Content.Chunk.EOF;
            return chunk;
        }

        @Override
        public void demand(Runnable callback) {
            callback.run();
        }
    }

    /**
     * Represents a response that copies its parts and sends them while the handler continues. If no memory is left, some
     * handlers wait for their clients, and the responses of others fail.
     */
    private final class BufferedResponse extends Response.Wrapper {
        private final Client client;
        private final Callback whole;
        private final Sender sender = new Sender(this::send, this::complete);

        BufferedResponse(Request request, Response response, Client client, Callback whole) {
            super(request, response);
            this.client = client;
            this.whole = whole;
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback written) {
            ByteBuffer bytes = content == null ? BufferUtil.EMPTY_BUFFER : content;
            int size = bytes.remaining();
            if (reserve(size)) {
                sender.add(new Part(
                        last,
                        ByteBuffer.wrap(BufferUtil.toArray(bytes)),
                        Callback.from(() -> connections.release(size))));
                bytes.position(bytes.limit());
                sender.failure().ifPresentOrElse(written::failed, written::succeeded);
            } else if (blocked.tryAcquire()) {
                client.enter(Phase.RESPONSE);
                sender.add(new Part(
                        last,
                        bytes,
                        Callback.from(
                                () -> {
                                    blocked.release();
                                    client.enter(Phase.WORK);
                                },
                                written)));
            } else {
                IOException failure = new IOException("no memory is left for the response");
                sender.drop(failure);
                written.failed(failure);
            }
        }

        private boolean reserve(int size) {
            if (connections.reserve(size)) {
                return true;
            }
            connections.abandonResponse();
            return connections.reserve(size);
        }

        private void send(Part part, Callback sent) {
            super.write(part.isLast(), part.bytes(), sent);
        }

        private void complete(Optional<Throwable> failure) {
            failure.ifPresentOrElse(whole::failed, whole::succeeded);
        }

        /** Returns the callback of the handler. The request ends when all parts are sent. */
        Callback end() {
            return Callback.from(() -> sender.end(() -> client.enter(Phase.RESPONSE)), failure -> {
                sender.drop(failure);
                whole.failed(failure);
            });
        }
    }

    /**
     * Holds a part of a response.
     *
     * @param written is called when the part is sent or dropped
     */
    private record Part(boolean isLast, ByteBuffer bytes, Callback written) {}

    /** Sends the parts of a response one after the other. Thread-safe. */
    private static final class Sender extends IteratingCallback {
        private final BiConsumer<Part, Callback> channel;
        private final Consumer<Optional<Throwable>> completion;
        private final Queue<Part> parts = new ArrayDeque<>();
        private Optional<Part> current = Optional.empty();
        private Optional<Throwable> failure = Optional.empty();
        private boolean isEnded;
        private boolean isCompleted;

        /**
         * Creates a sender.
         *
         * @param channel sends a part, and then calls the callback
         * @param completion is called after the end when all parts are sent or dropped
         */
        Sender(BiConsumer<Part, Callback> channel, Consumer<Optional<Throwable>> completion) {
            this.channel = channel;
            this.completion = completion;
        }

        synchronized Optional<Throwable> failure() {
            return failure;
        }

        void add(Part part) {
            Optional<Throwable> rejection;
            synchronized (this) {
                rejection = failure;
                if (rejection.isEmpty()) {
                    parts.add(part);
                }
            }
            rejection.ifPresentOrElse(part.written()::failed, this::iterate);
        }

        /**
         * Ends the response.
         *
         * @param wait is called if parts are still to be sent
         */
        void end(Runnable wait) {
            synchronized (this) {
                isEnded = true;
                if (current.isPresent() || !parts.isEmpty()) {
                    wait.run();
                }
            }
            if (failure().isPresent()) {
                complete();
            } else {
                iterate();
            }
        }

        /** Drops all parts. */
        void drop(Throwable cause) {
            List<Part> dropped;
            synchronized (this) {
                failure = failure.or(() -> Optional.of(cause));
                dropped = List.copyOf(parts);
                parts.clear();
            }
            dropped.forEach(part -> part.written().failed(cause));
        }

        private void complete() {
            synchronized (this) {
                if (!isEnded || isCompleted) {
                    return;
                }
                isCompleted = true;
            }
            completion.accept(failure());
        }

        @Override
        protected Action process() {
            Optional<Part> next;
            boolean isLast;
            synchronized (this) {
                next = Optional.ofNullable(parts.poll());
                current = next;
                isLast = next.isEmpty() && isEnded;
            }
            next.ifPresent(part -> channel.accept(part, this));
            if (isLast) {
                complete();
            }
            return next.isPresent() ? Action.SCHEDULED : Action.IDLE;
        }

        private synchronized Optional<Part> takeCurrent() {
            Optional<Part> taken = current;
            current = Optional.empty();
            return taken;
        }

        @Override
        protected void onSuccess() {
            takeCurrent().ifPresent(part -> part.written().succeeded());
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            drop(cause);
            takeCurrent().ifPresent(part -> part.written().failed(cause));
            complete();
        }
    }
}
