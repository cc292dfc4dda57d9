/** Sentences as vectors: a model that runs here, or a server that has one, and a cache of what they answered. */
@NullMarked
package duiqi.encoder;

import org.jspecify.annotations.NullMarked;
