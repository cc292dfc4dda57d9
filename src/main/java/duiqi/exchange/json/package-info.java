/** Reads and writes JSON lines, one object per unit. */
@NullMarked
package duiqi.exchange.json;

import org.jspecify.annotations.NullMarked;
