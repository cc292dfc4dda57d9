/** Reads and writes alignments as text. */
@NullMarked
package duiqi.align.form;

import org.jspecify.annotations.NullMarked;
