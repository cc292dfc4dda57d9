/** Equal and nearly equal units, found across the whole corpus. */
@NullMarked
package duiqi.corpus.duplicate;

import org.jspecify.annotations.NullMarked;
