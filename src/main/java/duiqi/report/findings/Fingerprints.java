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
 * Computes fingerprints that identify findings across runs. A fingerprint depends on the rule, the term and both texts,
 * but not on the file or line, which change often. Its format is {@code HASH:NUMBER}: the first 64 bits of a SHA-256
 * hash (FIPS 180-4) in hexadecimal, and the number of findings with this hash so far, from 1. The number makes
 * fingerprints unique. Findings must come in report order. Not thread-safe.
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
            // The length prefix separates the parts: "a" + "bc" and "ab" + "c" get different hashes.
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
            throw new IllegalStateException("every Java platform supports SHA-256", e);
        }
    }
}
