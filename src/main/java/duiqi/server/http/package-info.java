/** Provides the HTTP server, its request checks and JSON responses for both servers. */
@NullMarked
package duiqi.server.http;

import org.jspecify.annotations.NullMarked;
