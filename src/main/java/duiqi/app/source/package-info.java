/** Reads the units and texts of checks and reviews, in their current state or at a git revision. */
@NullMarked
package duiqi.app.source;

import org.jspecify.annotations.NullMarked;
