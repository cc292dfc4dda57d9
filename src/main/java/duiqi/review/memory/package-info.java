/** Reads the memory under review and writes the reviewed units into it. */
@NullMarked
package duiqi.review.memory;

import org.jspecify.annotations.NullMarked;
