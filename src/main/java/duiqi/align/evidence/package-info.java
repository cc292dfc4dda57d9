/** Measures how well the two sides of a bead fit and combines the results. Each kind of evidence is a class. */
@NullMarked
package duiqi.align.evidence;

import org.jspecify.annotations.NullMarked;
