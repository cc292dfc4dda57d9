/** Reads and writes files of translation units: TMX and other exchange formats. */
@NullMarked
package duiqi.exchange;

import org.jspecify.annotations.NullMarked;
