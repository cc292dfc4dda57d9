/** Keeps memories up to date during use, with a journal of additions, a cache of indexes, and the state of files. */
@NullMarked
package duiqi.memory.live;

import org.jspecify.annotations.NullMarked;
