/** Checks terms, and what is rendered in several ways. */
@NullMarked
package duiqi.check.term;

import org.jspecify.annotations.NullMarked;
