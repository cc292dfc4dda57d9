/** The sources of checks and reviews: units and texts as they are now, and as they were at a revision of git. */
@NullMarked
package duiqi.app.source;

import org.jspecify.annotations.NullMarked;
