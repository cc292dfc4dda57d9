/**
 * Serves the review page and the live memory over HTTP, to clients that know the token.
 *
 * <p>Not part of the public API: its public types serve the other rooms only.
 */
@NullMarked
package duiqi.server;

import org.jspecify.annotations.NullMarked;
