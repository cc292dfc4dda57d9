/** Defines the steps of a review: operations on beads, their effects, and the layout of the rows. */
@NullMarked
package duiqi.review.step;

import org.jspecify.annotations.NullMarked;
