package duiqi.server.http;

import duiqi.review.Operation.RejectedException;
import duiqi.text.FormatException;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Map;

/**
 * Describes an error to a client. Immutable.
 *
 * @param problem the problem, as a clause
 * @param remedy the remedy for the user
 */
public record Problem(String problem, String remedy) {
    private static final String REMEDY = "remedy";
    private static final String BETWEEN = "; ";

    /** Returns problem and remedy as one sentence. */
    String text() {
        return problem + BETWEEN + remedy + "\n";
    }

    /** Returns the exception that rejects a request. */
    public static HttpResponseException refusal(int status, String problem, String remedy) {
        return new HttpResponseException(status, problem, Map.of(REMEDY, remedy));
    }

    /** Returns the exception that rejects a malformed request. */
    public static HttpResponseException malformed(String problem, String remedy) {
        return refusal(400, problem, remedy);
    }

    /** Returns the exception that rejects a request because the server has too much work or too little memory. */
    public static HttpResponseException busy(Context request) {
        request.header("Retry-After", "1").header("Connection", "close");
        return refusal(503, "the server is busy", "try again in a second");
    }

    /** Returns the problem of a file. */
    public static Problem of(FormatException fault) {
        String message = String.valueOf(fault.getMessage());
        int end = message.lastIndexOf(BETWEEN);
        return end < 0
                ? new Problem(message, "correct the file and try again")
                : new Problem(message.substring(0, end), message.substring(end + BETWEEN.length()));
    }

    public static Problem of(RejectedException refused) {
        return new Problem(String.valueOf(refused.getMessage()), refused.remedy());
    }

    public static Problem of(HttpResponseException refused) {
        String remedy = refused.getDetails().get(REMEDY);
        if (remedy != null) {
            return new Problem(String.valueOf(refused.getMessage()), remedy);
        }
        // Messages of Javalin may contain parts of the request, so they are replaced.
        return switch (refused.getStatus()) {
            case 404 -> new Problem("the path does not exist", "check the URL");
            case 405 -> new Problem("the path does not support this method", "check the HTTP method");
            default -> new Problem("the request is invalid", "check the request");
        };
    }
}
