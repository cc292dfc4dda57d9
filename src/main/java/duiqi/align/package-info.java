/** Aligns the sentences of two texts, and reads, writes and evaluates alignments. */
@NullMarked
package duiqi.align;

import org.jspecify.annotations.NullMarked;
