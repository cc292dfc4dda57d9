/** The parts that both servers share: the local server, its guard, and JSON. */
@NullMarked
package duiqi.server.http;

import org.jspecify.annotations.NullMarked;
