/** Lets a person set an alignment right: its state, every change of it on disk at once, and the memory made of it. */
@NullMarked
package duiqi.review;

import org.jspecify.annotations.NullMarked;
