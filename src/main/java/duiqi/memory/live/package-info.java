/** Keeps a memory up to date while it is used: the journal of additions, the cache of indexes, and the state of files. */
@NullMarked
package duiqi.memory.live;

import org.jspecify.annotations.NullMarked;
