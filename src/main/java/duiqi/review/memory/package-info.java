/** The memory that a review reads and revises. */
@NullMarked
package duiqi.review.memory;

import org.jspecify.annotations.NullMarked;
