/** Finds phrases that recur in a text, and what renders them. */
@NullMarked
package duiqi.glossary.consistency;

import org.jspecify.annotations.NullMarked;
