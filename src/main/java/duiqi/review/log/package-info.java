/** Stores the log of a review on disk, locks it, and keeps the history for undo and redo. */
@NullMarked
package duiqi.review.log;

import org.jspecify.annotations.NullMarked;
