package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** Sends requests to a review server like its page. */
public final class PageClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String root;
    private final String token;
    private String name = "";

    /**
     * Creates a client.
     *
     * @param address URL that the server prints, with the token after the #
     */
    public PageClient(String address) {
        int end = address.indexOf("/#token=");
        root = end < 0 ? address.replaceFirst("/$", "") : address.substring(0, end);
        token = end < 0 ? "" : address.substring(end + "/#token=".length());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
        if (!name.isEmpty()) {
            request.header("X-Duiqi-Name", name);
        }
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** Sends a name with all later requests. */
    void setName(String encoded) {
        name = encoded;
    }

    private String send(int status, HttpRequest request) throws IOException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as(request.uri() + ": " + answer.body())
                    .isEqualTo(status);
            return answer.body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /** Returns the response to a GET request. */
    public String text(int status, String path) throws IOException {
        return send(status, request(path).build());
    }

    /** Returns the response to a GET request as JSON. */
    public JsonNode get(int status, String path) throws IOException {
        return JSON.readTree(text(status, path));
    }

    /** Sends JSON with POST. */
    public JsonNode post(int status, String path, String body) throws IOException {
        return json("POST", status, path, body);
    }

    /** Saves the memory of the first document and returns the result of the save. */
    public JsonNode save(String body) throws IOException {
        long number = post(202, "/api/documents/1/save", body).path("number").asLong();
        JsonNode saving = get(200, "/api/documents/1").path("saving");
        while (saving.at("/result/number").asLong() < number) {
            String seen = "&saving=" + saving.path("version").asLong();
            saving = get(200, "/api/documents/1/changes?since=0" + seen).at("/document/saving");
        }
        return saving.path("result");
    }

    /** Sends JSON with another method. */
    public JsonNode json(String method, int status, String path, String body) throws IOException {
        return JSON.readTree(send(
                status,
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build()));
    }

    /** Returns a future response. */
    public CompletableFuture<JsonNode> later(String path) {
        return http.sendAsync(request(path).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> {
                    try {
                        return JSON.readTree(answer.body());
                    } catch (JsonProcessingException wrong) {
                        throw new IllegalStateException(wrong);
                    }
                });
    }

    /** Checks values of JSON: each fact is a pointer and the expected text, for example {@code /rows/0/type 1-1}. */
    static void check(JsonNode json, String... facts) {
        for (String fact : facts) {
            JsonNode value = json.at(fact.substring(0, fact.indexOf(' ')));
            assertThat(value.isContainerNode() ? value.toString() : value.asText())
                    .as("%s in %s", fact, json)
                    .isEqualTo(fact.substring(fact.indexOf(' ') + 1));
        }
    }
}
