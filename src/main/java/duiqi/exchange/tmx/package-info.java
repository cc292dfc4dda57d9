/** Reads and writes TMX, splits TMX files into units, and merges aligned units into existing files. */
@NullMarked
package duiqi.exchange.tmx;

import org.jspecify.annotations.NullMarked;
