package duiqi.server.http;

import duiqi.review.Operation.RejectedException;
import duiqi.text.FormatException;
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

    /** Returns the exception that rejects a request. */
    public static HttpResponseException refusal(int status, String problem, String remedy) {
        return new HttpResponseException(status, problem, Map.of(REMEDY, remedy));
    }

    /** Returns the exception that rejects a malformed request. */
    public static HttpResponseException malformed(String problem, String remedy) {
        return refusal(400, problem, remedy);
    }

    /** Returns the exception that rejects a request because the server stops. */
    public static HttpResponseException stopping() {
        return refusal(503, "duiqi is stopping", "start it again");
    }

    /** Returns the problem of an error, or an internal error. */
    public static Problem of(Throwable fault) {
        String message = String.valueOf(fault.getMessage());
        if (fault instanceof FormatException) {
            int end = message.lastIndexOf(BETWEEN);
            return end < 0
                    ? new Problem(message, "correct the file and try again")
                    : new Problem(message.substring(0, end), message.substring(end + BETWEEN.length()));
        }
        if (fault instanceof RejectedException refused) {
            return new Problem(message, refused.remedy());
        }
        if (fault instanceof HttpResponseException refused) {
            String remedy = refused.getDetails().get(REMEDY);
            return remedy == null ? of(refused.getStatus()) : new Problem(message, remedy);
        }
        return of(500);
    }

    /** Returns the problem of a status. Messages of the HTTP library may contain parts of the request. */
    static Problem of(int status) {
        return switch (status) {
            case 404 -> new Problem("the path does not exist", "check the URL");
            case 405 -> new Problem("the path does not support this method", "check the HTTP method");
            case 408 -> new Problem("the request body arrives too slowly", "send it faster");
            case 413 -> new Problem("the request is too large", "send several smaller requests");
            case 500 -> new Problem("internal error", "see the terminal in which duiqi runs");
            default -> new Problem("the request is invalid", "check the request");
        };
    }
}
