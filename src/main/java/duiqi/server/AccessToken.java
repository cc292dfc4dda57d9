package duiqi.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret that lets a client in. Immutable. */
public final class AccessToken {
    /** 256 bits, which nobody guesses. */
    private static final int BYTES = 32;

    /** The least length of a token that a person chooses, so that it is not soon guessed. */
    private static final int MIN_LENGTH = 16;

    private final String text;

    private AccessToken(String text) {
        this.text = text;
    }

    /** Returns a new token, 43 characters that need no escapes in an address. */
    public static AccessToken random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * Returns a token that the user has chosen, so that it outlives a restart.
     *
     * @throws IllegalArgumentException if it is short, or has characters that an address or a header would have to escape
     */
    public static AccessToken of(String text) {
        if (text.length() < MIN_LENGTH || !text.matches("[A-Za-z0-9._~-]+")) {
            throw new IllegalArgumentException("a token has " + MIN_LENGTH
                    + " characters or more, letters, digits and . _ ~ - only; leave it out for a random one");
        }
        return new AccessToken(text);
    }

    /** Returns whether a client has sent it; takes as long for a near miss as for any other. */
    public boolean matches(String sent) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the secret itself, for the address that is shown to the user. */
    public String text() {
        return text;
    }

    /** Returns a word without the secret, which would end up in messages. */
    @Override
    public String toString() {
        return "token";
    }
}
