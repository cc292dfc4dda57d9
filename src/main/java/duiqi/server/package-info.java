/**
 * Serves the review page and the live memory over HTTP, to clients that know the token.
 *
 * <p>No part of the public API: what is public here is for the packages of duiqi alone.
 */
@NullMarked
package duiqi.server;

import org.jspecify.annotations.NullMarked;
