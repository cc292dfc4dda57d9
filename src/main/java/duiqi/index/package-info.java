/** Indexes memories and finds fuzzy matches and concordances in them. */
@NullMarked
package duiqi.index;

import org.jspecify.annotations.NullMarked;
