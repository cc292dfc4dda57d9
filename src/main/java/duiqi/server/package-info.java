/**
 * Serves the review page and the project memories over HTTP, to clients that have the token.
 *
 * <p>Not part of the public API. Only other packages of duiqi use its public types.
 */
@NullMarked
package duiqi.server;

import org.jspecify.annotations.NullMarked;
