/** Handles the requests of the memory server: lookups, additions, terms and the tmserver protocol. */
@NullMarked
package duiqi.server.memory;

import org.jspecify.annotations.NullMarked;
