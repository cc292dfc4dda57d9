/** Turns sentences into vectors: by a local model or a server, with a cache of the results. */
@NullMarked
package duiqi.encoder;

import org.jspecify.annotations.NullMarked;
