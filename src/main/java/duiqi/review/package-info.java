/**
 * Lets a person correct an alignment: holds its state, keeps every change on disk at once, and writes the memory.
 *
 * <p>Not part of the public API: its public types serve the other rooms only.
 */
@NullMarked
package duiqi.review;

import org.jspecify.annotations.NullMarked;
