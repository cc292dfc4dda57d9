/** Finds equal and nearly equal units across the whole corpus. */
@NullMarked
package duiqi.corpus.duplicate;

import org.jspecify.annotations.NullMarked;
