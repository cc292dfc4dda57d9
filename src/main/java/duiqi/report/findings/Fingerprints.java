package duiqi.report.findings;

import duiqi.check.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Tells findings from each other, and a finding again in the next run: by rule, term and both texts, and not by files and lines,
 * which move. Each is {@code HASH:NUMBER}: the first 64 bits of a SHA-256 hash (FIPS 180-4) in hexadecimal, and 1 for the first
 * finding of that hash, 2 for the second, so that none comes twice. Must be asked in the order of the report. Not thread-safe.
 */
final class Fingerprints {
    private static final int HASH_BYTES = 8;

    private final Map<String, Integer> occurrences = new HashMap<>();

    /** Returns the fingerprint of the next finding. */
    String next(Finding finding) {
        MessageDigest digest = sha256();
        List<String> parts = List.of(
                finding.rule().id(),
                finding.term(),
                finding.unit().chinese(),
                finding.unit().english());
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // With its length before it, no part can be taken for the end of another.
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        String hash = HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        return hash + ":" + occurrences.merge(hash, 1, Integer::sum);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
