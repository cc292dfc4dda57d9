/** The routes of the memory server: lookups, additions, terms, and the protocol of tmserver. */
@NullMarked
package duiqi.server.memory;

import org.jspecify.annotations.NullMarked;
