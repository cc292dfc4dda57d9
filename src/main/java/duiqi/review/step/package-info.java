/** The steps of a review: operations on beads, their effects, and the layout that they give. */
@NullMarked
package duiqi.review.step;

import org.jspecify.annotations.NullMarked;
