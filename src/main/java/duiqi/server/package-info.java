/**
 * Serves the review page and the project memories over HTTP, to clients that have the token.
 *
 * <p>Not part of the public API. Only other packages of duiqi use its public types.
 *
 * <ul>
 *   <li>{@code http}: Provides the HTTP server, its request checks and JSON responses for both servers.
 *   <li>{@code memory}: Handles the requests of the memory server: lookups, additions, terms, the search page and
 *       the protocols of tmserver and Apertium.
 *   <li>{@code review}: Holds the documents of the review server and handles the requests that change, check and save
 *       them.
 * </ul>
 */
@NullMarked
package duiqi.server;

import org.jspecify.annotations.NullMarked;
