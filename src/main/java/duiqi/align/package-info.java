/** Pairs the sentences of two texts, and reads, writes and judges such pairings. */
@NullMarked
package duiqi.align;

import org.jspecify.annotations.NullMarked;
