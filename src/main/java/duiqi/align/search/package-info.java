/** Finds the best path of beads through two texts: anchors, a band around them, and the lattice of probable beads. */
@NullMarked
package duiqi.align.search;

import org.jspecify.annotations.NullMarked;
