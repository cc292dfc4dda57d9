/**
 * Lets a person correct an alignment: holds its state, keeps every change on disk at once, and writes the memory.
 *
 * <p>No part of the public API: what is public here is for the packages of duiqi alone.
 */
@NullMarked
package duiqi.review;

import org.jspecify.annotations.NullMarked;
