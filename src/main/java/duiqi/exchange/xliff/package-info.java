/** XLIFF 1.2 and 2.1: reads and writes files, and fills translations into them. */
@NullMarked
package duiqi.exchange.xliff;

import org.jspecify.annotations.NullMarked;
