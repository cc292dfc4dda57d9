/**
 * Lets a user correct an alignment: holds the state, writes each step to disk and writes the memory.
 *
 * <p>Not part of the public API. Only other packages of duiqi use its public types.
 */
@NullMarked
package duiqi.review;

import org.jspecify.annotations.NullMarked;
