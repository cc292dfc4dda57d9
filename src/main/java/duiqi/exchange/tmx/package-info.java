/** TMX: cuts files into units, reads and writes these, and puts aligned units into an existing file. */
@NullMarked
package duiqi.exchange.tmx;

import org.jspecify.annotations.NullMarked;
