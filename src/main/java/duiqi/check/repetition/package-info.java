/** Checks words and translations that are written twice. */
@NullMarked
package duiqi.check.repetition;

import org.jspecify.annotations.NullMarked;
