/** Converts sentences to vectors by a local model or a server. */
@NullMarked
package duiqi.encoder;

import org.jspecify.annotations.NullMarked;
