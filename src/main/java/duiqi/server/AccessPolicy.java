package duiqi.server;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a server lets in. Immutable.
 *
 * @param token what a client must send as {@code Authorization: Bearer}; empty when anybody on this machine may come in
 * @param isPassword whether the token may be sent as the password of Basic as well, for clients that know only addresses
 * @param open paths, as they stand in a request, that need no token: files of the program with nothing of the user's in them
 * @param openToRead beginnings of paths that are read without a token, for clients that know none; empty when there are none
 * @param hasTextsInPaths whether paths have texts of the user in them, with any characters
 * @param bodyLimit bytes that a request may bring
 */
public record AccessPolicy(
        Optional<AccessToken> token,
        boolean isPassword,
        Set<String> open,
        Set<String> openToRead,
        boolean hasTextsInPaths,
        int bodyLimit) {
    /** Larger than any step of a review: to confirm 300,000 pairs at once takes so much. */
    public static final int BODY_LIMIT = 4 << 20;

    public AccessPolicy {
        Objects.requireNonNull(token, "token");
        open = Set.copyOf(open);
        openToRead = Set.copyOf(openToRead);
        if (bodyLimit <= 0) {
            throw new IllegalArgumentException("a body has 1 byte at least, not " + bodyLimit);
        }
    }

    /** Where nothing is read without a token but what is open by its name. */
    AccessPolicy(Optional<AccessToken> token, boolean isPassword, Set<String> open, int bodyLimit) {
        this(token, isPassword, open, Set.of(), false, bodyLimit);
    }

    /** Whether a request needs no token. */
    boolean isOpen(String path, boolean isReading) {
        return open.contains(path) || (isReading && openToRead.stream().anyMatch(path::startsWith));
    }
}
