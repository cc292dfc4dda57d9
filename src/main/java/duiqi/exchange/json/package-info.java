/** JSON lines, an object for each unit. */
@NullMarked
package duiqi.exchange.json;

import org.jspecify.annotations.NullMarked;
