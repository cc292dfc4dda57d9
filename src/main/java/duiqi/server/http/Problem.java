package duiqi.server.http;

import duiqi.review.RejectedException;
import duiqi.text.FormatException;
import io.javalin.http.HttpResponseException;
import java.util.Map;

/**
 * The answer to a client when something does not work. Immutable.
 *
 * @param problem the problem, as a clause
 * @param remedy what the user can do
 */
public record Problem(String problem, String remedy) {
    private static final String REMEDY = "remedy";
    private static final String BETWEEN = "; ";

    /** Returns the exception that refuses a request. */
    public static HttpResponseException refusal(int status, String problem, String remedy) {
        return new HttpResponseException(status, problem, Map.of(REMEDY, remedy));
    }

    /** Returns the exception that refuses a request without sense. */
    public static HttpResponseException malformed(String problem, String remedy) {
        return refusal(400, problem, remedy);
    }

    /** Returns the problem of a file. */
    public static Problem of(FormatException fault) {
        String message = String.valueOf(fault.getMessage());
        int end = message.lastIndexOf(BETWEEN);
        return end < 0
                ? new Problem(message, "mend the file, and try again")
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
        // Javalin's own, whose words may repeat those of the client.
        return switch (refused.getStatus()) {
            case 404 -> new Problem("there is nothing at this address", "look at the address again");
            case 405 -> new Problem("this address does not take this method", "look at the method again");
            default -> new Problem("the request makes no sense", "look at it again");
        };
    }
}
