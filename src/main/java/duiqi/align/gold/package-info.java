/** Changes annotated texts to resemble real documents, fits weights to them, and prints what a cross-validation finds. */
@NullMarked
package duiqi.align.gold;

import org.jspecify.annotations.NullMarked;
