/** Reads and writes files of translation units: TMX and the other formats in which tools exchange them. */
@NullMarked
package duiqi.exchange;

import org.jspecify.annotations.NullMarked;
