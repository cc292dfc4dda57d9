package duiqi.corpus.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.input.CorpusInput;
import duiqi.text.FormatException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What is settled when a run is begun, and holds when it goes on after it was killed.
 *
 * @param settings hash of what is asked
 * @param input hash of the names, lengths and times of the files
 * @param buckets how many folders the documents are dealt out to
 * @param begun when, in ISO 8601
 */
public record Plan(String settings, String input, int buckets, String begun) {
    private static final JsonMapper JSON = new JsonMapper();

    public static Plan of(CorpusSettings settings, CorpusInput input, int buckets, String begun) {
        return new Plan(settings.hash(), PartsHash.of(input.fingerprint()), buckets, begun);
    }

    /** Whether another plan asks for the same of the same files. */
    public boolean isLike(Plan other) {
        return settings.equals(other.settings) && input.equals(other.input);
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan is plain", e);
        }
    }

    public static Plan read(String file, String json) throws FormatException {
        try {
            return JSON.readValue(json, Plan.class);
        } catch (JsonProcessingException broken) {
            throw new FormatException(file, "is no plan of a run", "remove its folder, or give another output", broken);
        }
    }

    public Buckets folders() {
        return new Buckets(buckets);
    }

    /** Tells a list of texts from any other by the first 128 bits of a SHA-256 hash (FIPS 180-4). */
    public static final class PartsHash {
        private static final int BYTES = 16;

        private PartsHash() {}

        /** The hash in hexadecimal. */
        public static String of(List<String> parts) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                for (String part : parts) {
                    digest.update(part.getBytes(StandardCharsets.UTF_8));
                    // UTF-8 has no such byte, so the boundaries of the parts are hashed as well.
                    digest.update((byte) 0xFF);
                }
                return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
