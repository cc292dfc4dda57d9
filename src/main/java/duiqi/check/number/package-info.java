/** Checks numbers, dates and measures. */
@NullMarked
package duiqi.check.number;

import org.jspecify.annotations.NullMarked;
