/**
 * Lets a person set an alignment right: its state, every change of it on disk at once, and the memory made of it.
 *
 * <p>No part of the public API: what is public here is for the packages of duiqi alone.
 */
@NullMarked
package duiqi.review;

import org.jspecify.annotations.NullMarked;
