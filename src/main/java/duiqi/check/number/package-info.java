/** Compares the figures of the two sides. */
@NullMarked
package duiqi.check.number;

import org.jspecify.annotations.NullMarked;
