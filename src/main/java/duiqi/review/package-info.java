/**
 * Lets a user correct an alignment: holds the state, writes each step to disk and writes the memory.
 *
 * <p>Not part of the public API. Only other packages of duiqi use its public types.
 *
 * <ul>
 *   <li>{@code log}: Stores the log of a review on disk, locks it, and keeps the history for undo and redo.
 *   <li>{@code memory}: Reads the memory under review and writes the reviewed units into it.
 *   <li>{@code step}: Defines the steps of a review, applies them, and arranges the beads in rows.
 * </ul>
 */
@NullMarked
package duiqi.review;

import org.jspecify.annotations.NullMarked;
