package duiqi.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Identifies a source document and its translation, so that a memory knows which units came from them. The names have
 * no folder, so that a memory does not depend on the folder of its documents. Immutable.
 *
 * @param source name of the source document, without folder
 * @param target name of the translation, without folder
 */
public record DocumentPair(String source, String target) {
    public DocumentPair {
        source = withoutFolder(source);
        target = withoutFolder(target);
    }

    public static DocumentPair of(Text source, Text target) {
        return new DocumentPair(source.name(), target.name());
    }

    /** Returns the pair in the other direction. */
    public DocumentPair reversed() {
        return new DocumentPair(/* source= */ target, /* target= */ source);
    }

    private static String withoutFolder(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.isEmpty() ? name : last;
    }

    /**
     * Assigns ids to the units of two documents. An id is the same on every run and does not depend on the other units.
     * A sentence inserted into a document therefore changes no other id.
     *
     * <p>An id is the first 64 bits of the SHA-256 hash (FIPS 180-4) of the document names and of the two texts, in
     * hexadecimal. The second, third, ... unit with the same texts gets the suffix {@code -2}, {@code -3}, .... In a
     * memory of a million units, the probability that two different units get the same 64 bits is about one in 37
     * million. The hash ignores characters that XML forbids, so that the id of a unit read from a file can be checked.
     * Request the ids in document order. Not thread-safe.
     */
    public static final class UnitIds {
        private static final int HASH_BYTES = 8;

        private final DocumentPair documents;
        private final Map<String, Integer> occurrences = new HashMap<>();

        public UnitIds(DocumentPair documents) {
            this.documents = documents;
        }

        /** Returns the id of the next unit. */
        public String next(String source, String target) {
            String hash = hash(documents, source, target);
            int count = occurrences.merge(hash, 1, Integer::sum);
            return count == 1 ? hash : hash + "-" + count;
        }

        /**
         * Returns whether an id was made from these texts. The result is false if a user edited the unit or made up
         * the id.
         */
        public static boolean fits(String id, DocumentPair documents, String source, String target) {
            String hash = hash(documents, source, target);
            return id.equals(hash) || id.startsWith(hash + "-");
        }

        private static String hash(DocumentPair documents, String source, String target) {
            MessageDigest digest = sha256();
            for (String part : new String[] {documents.source(), documents.target(), source, target}) {
                digest.update(XmlCharacters.only(part).getBytes(StandardCharsets.UTF_8));
                // The separator makes the hash depend on the boundaries of the parts: no part contains NUL.
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
