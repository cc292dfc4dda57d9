/** Files: atomic writes, one lock, encodings, compression, and XML that is read leniently and escaped in one place. */
@NullMarked
package duiqi.io;

import org.jspecify.annotations.NullMarked;
