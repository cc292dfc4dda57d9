/** Splits documents into sentences by SRX rules. */
@NullMarked
package duiqi.segment;

import org.jspecify.annotations.NullMarked;
