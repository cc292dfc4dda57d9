package duiqi.corpus.stage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Computes hashes of texts and numbers. The hashes are the same on every machine. */
public final class Hashes {
    private static final int BYTES = 16;

    private Hashes() {}

    /**
     * Returns 64 bits that each depend on every bit of the argument. This function is the finaliser of SplitMix64
     * (Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators).
     */
    public static long mix(long bits) {
        long z = bits + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * Returns the FNV-1a hash of the UTF-16 units of a text (Fowler, Noll and Vo; RFC 9923), mixed with {@link #mix}.
     */
    public static long of(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mix(hash);
    }

    /** Returns the first 128 bits of a SHA-256 hash (FIPS 180-4) of a list of texts, in hexadecimal. */
    public static String ofParts(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                // This byte never occurs in UTF-8, so the hash includes the boundaries of the parts.
                digest.update((byte) 0xFF);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
