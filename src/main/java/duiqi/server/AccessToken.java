package duiqi.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Holds the secret that a client must send. Immutable. */
public final class AccessToken {
    /** 256 bits cannot be guessed. */
    private static final int BYTES = 32;

    /** Minimum length of a token that a user chooses, so that it is hard to guess. */
    private static final int MIN_LENGTH = 16;

    private final String text;

    private AccessToken(String text) {
        this.text = text;
    }

    /** Returns a new random token with 43 characters that need no escapes in a URL. */
    public static AccessToken random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * Returns a token that the user chose. It stays the same after a restart.
     *
     * @throws IllegalArgumentException if it is too short or contains characters that need escapes in a URL or header
     */
    public static AccessToken of(String text) {
        if (text.length() < MIN_LENGTH || !text.matches("[A-Za-z0-9._~-]+")) {
            throw new IllegalArgumentException("the token is shorter than " + MIN_LENGTH
                    + " characters or has characters other than letters, digits and . _ ~ -; omit it for a random one");
        }
        return new AccessToken(text);
    }

    /** Returns whether a client sent this token. Takes the same time for all values, to prevent timing attacks. */
    public boolean matches(String sent) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the secret, for the URL that is shown to the user. */
    public String text() {
        return text;
    }

    /** Returns a text without the secret, because the result may end up in messages. */
    @Override
    public String toString() {
        return "token";
    }
}
