package duiqi.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The names of a document and of its rendering, by which a memory knows which units came from them. Folders do not belong to
 * the names, so that a memory does not depend on where its documents lay. Immutable.
 *
 * @param source name of the original, without folder
 * @param target name of its rendering, without folder
 */
public record DocumentPair(String source, String target) {
    public DocumentPair {
        source = withoutFolder(source);
        target = withoutFolder(target);
    }

    public static DocumentPair of(Text source, Text target) {
        return new DocumentPair(source.name(), target.name());
    }

    /** Returns the documents that a unit says it came from; empty when it does not say. */
    public static Optional<DocumentPair> of(TranslationUnit unit) {
        String source = unit.properties().get(UnitProperties.SOURCE_FILE);
        String target = unit.properties().get(UnitProperties.TARGET_FILE);
        return source == null || target == null ? Optional.empty() : Optional.of(new DocumentPair(source, target));
    }

    private static String withoutFolder(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.isEmpty() ? name : last;
    }

    /**
     * Gives the units of two documents their ids: the same on every run, and for each unit independent of the units around it, so
     * that a sentence put into a document changes no other id.
     *
     * <p>An id is the first 64 bits of the SHA-256 hash (FIPS 180-4) of the names of the documents and of the two texts, in
     * hexadecimal; the second, third, ... unit of the same texts has {@code -2}, {@code -3}, ... behind it. Two different units of
     * a memory of a million share 64 bits with a probability of about one in 37 million. Characters that XML cannot hold do not
     * count, so that the id of a unit read from a file can be checked. Ids must be asked for in document order. Not thread-safe.
     */
    public static final class UnitIds {
        private static final int HASH_BYTES = 8;

        private final DocumentPair documents;
        private final Map<String, Integer> occurrences = new HashMap<>();

        public UnitIds(DocumentPair documents) {
            this.documents = documents;
        }

        /** Returns the id of the next unit of the documents. */
        public String next(String source, String target) {
            String hash = hash(documents, source, target);
            int count = occurrences.merge(hash, 1, Integer::sum);
            return count == 1 ? hash : hash + "-" + count;
        }

        /** Returns whether a unit still has the texts that its id was made from: false once somebody has edited it, or made it up. */
        public static boolean fits(String id, DocumentPair documents, String source, String target) {
            String hash = hash(documents, source, target);
            return id.equals(hash) || id.startsWith(hash + "-");
        }

        private static String hash(DocumentPair documents, String source, String target) {
            MessageDigest digest = sha256();
            for (String part : new String[] {documents.source(), documents.target(), source, target}) {
                digest.update(XmlCharacters.only(part).getBytes(StandardCharsets.UTF_8));
                // No part holds a NUL, so the boundaries of the parts are hashed as well.
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
