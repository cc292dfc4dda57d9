/** Reads and writes files: atomic writes, locks, encoding detection, compression, and lenient XML. */
@NullMarked
package duiqi.io;

import org.jspecify.annotations.NullMarked;
