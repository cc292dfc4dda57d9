/**
 * Distorts annotated texts to resemble real documents, fits weights to them, and prints the figures of a
 * cross-validation.
 */
@NullMarked
package duiqi.align.gold;

import org.jspecify.annotations.NullMarked;
