/** The log of a review on disk, its lock, and the history that undo and redo follow. */
@NullMarked
package duiqi.review.log;

import org.jspecify.annotations.NullMarked;
