package duiqi.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends malformed requests. */
public final class RawClient {
    private RawClient() {}

    /** Holds a complete response with its headers. */
    public record Answer(int status, String head, String body) {
        public String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * Sends lines that end with CR LF, followed by an empty line. Reads until the response is complete or the server
     * closes the connection.
     */
    public static Answer send(int port, String... lines) throws IOException {
        return send(port, String.join("\r\n", lines) + "\r\n\r\n");
    }

    public static Answer send(int port, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return read(socket.getInputStream());
        }
    }

    public static Answer read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int end = -1;
        int length = -1;
        while (end < 0 || bytes.size() < end + length) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            bytes.write(next);
            String soFar = end < 0 ? bytes.toString(StandardCharsets.ISO_8859_1) : "";
            if (soFar.endsWith("\r\n\r\n")) {
                end = bytes.size();
                String value = new Answer(0, soFar, "").header("Content-Length");
                length = value.isEmpty() ? 0 : Integer.parseInt(value);
            }
        }
        String all = bytes.toString(StandardCharsets.UTF_8);
        int split = all.indexOf("\r\n\r\n");
        String head = split < 0 ? all : all.substring(0, split);
        String body = split < 0 ? "" : all.substring(split + 4);
        int status = head.startsWith("HTTP/1.1 ") ? Integer.parseInt(head.substring(9, 12)) : 0;
        return new Answer(status, head, body);
    }
}
