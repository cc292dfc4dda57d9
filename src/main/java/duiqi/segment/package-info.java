/** Reads documents of every format and cuts them into sentences. */
@NullMarked
package duiqi.segment;

import org.jspecify.annotations.NullMarked;
