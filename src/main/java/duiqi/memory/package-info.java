/** Translation memories: the folder they are in, finding matches in them, and keeping them clean. */
@NullMarked
package duiqi.memory;

import org.jspecify.annotations.NullMarked;
