/** The index of a memory: fuzzy matches and concordance. */
@NullMarked
package duiqi.index;

import org.jspecify.annotations.NullMarked;
