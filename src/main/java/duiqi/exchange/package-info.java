/** Files that hold translation units, in and out: TMX and the other formats in which tools exchange them. */
@NullMarked
package duiqi.exchange;

import org.jspecify.annotations.NullMarked;
