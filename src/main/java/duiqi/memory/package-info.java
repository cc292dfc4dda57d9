/** Translation memories: TMX in and out. */
@NullMarked
package duiqi.memory;

import org.jspecify.annotations.NullMarked;
