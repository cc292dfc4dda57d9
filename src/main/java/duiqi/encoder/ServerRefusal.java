package duiqi.encoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.text.FormatException;
import java.io.IOException;
import java.util.Optional;
import okhttp3.Response;

/** Says what a server means by an answer that is none, and what to do about it; never with the key. */
final class ServerRefusal {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long MAX_BYTES = 1 << 16;

    private ServerRefusal() {}

    static FormatException of(String place, Response response, Optional<String> key) throws IOException {
        int code = response.code();
        String remedy = switch (code) {
            case 401, 403 ->
                key.isEmpty() ? "set DUIQI_API_KEY to the key that it asks for" : "check the key in DUIQI_API_KEY";
            case 404 -> "check the address and the name of the model";
            case 413, 422 -> "check the name of the model, and that it takes sentences of this length";
            case 429 -> "try again later";
            default -> code >= 500 ? "try again later, or see what its log says" : "check the address";
        };
        String told = told(response);
        String shown = key.map(secret -> told.replace(secret, "…")).orElse(told);
        return new FormatException(
                place, "the server answers " + code + (shown.isBlank() ? "" : " (" + shown + ")"), remedy);
    }

    /** The server's own words, which OpenAI has in another place than the others; nothing where it answers with a page. */
    private static String told(Response response) throws IOException {
        if (response.isRedirect()) {
            return "it has moved to " + Failure.oneLine(String.valueOf(response.header("Location")));
        }
        try {
            JsonNode error =
                    JSON.readTree(response.peekBody(MAX_BYTES).string()).path("error");
            return Failure.oneLine(
                    error.isTextual() ? error.asText() : error.path("message").asText(""));
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
