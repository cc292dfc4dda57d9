/** Reads and writes alignments as text. */
@NullMarked
package duiqi.align.format;

import org.jspecify.annotations.NullMarked;
