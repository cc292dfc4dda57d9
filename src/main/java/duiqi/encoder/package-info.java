/** Converts sentences to vectors by a local model or a server, and caches the results. */
@NullMarked
package duiqi.encoder;

import org.jspecify.annotations.NullMarked;
