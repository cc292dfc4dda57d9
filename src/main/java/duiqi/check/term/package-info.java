/** Checks terms and consistent translation. */
@NullMarked
package duiqi.check.term;

import org.jspecify.annotations.NullMarked;
