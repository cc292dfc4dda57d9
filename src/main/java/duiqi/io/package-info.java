/** Files: atomic writes, locks, identities of files, and text that regular expressions and tables can take safely. */
@NullMarked
package duiqi.io;

import org.jspecify.annotations.NullMarked;
