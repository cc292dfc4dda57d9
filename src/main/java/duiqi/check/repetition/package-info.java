/** Checks words and renderings that are written twice. */
@NullMarked
package duiqi.check.repetition;

import org.jspecify.annotations.NullMarked;
