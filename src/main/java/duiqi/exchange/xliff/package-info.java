/** Reads, writes and fills XLIFF 1.2 and 2.1 files. */
@NullMarked
package duiqi.exchange.xliff;

import org.jspecify.annotations.NullMarked;
