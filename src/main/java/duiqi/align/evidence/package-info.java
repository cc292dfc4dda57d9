/** Measures how well the two sides of a bead fit, one class for each kind of evidence, and weighs the results. */
@NullMarked
package duiqi.align.evidence;

import org.jspecify.annotations.NullMarked;
