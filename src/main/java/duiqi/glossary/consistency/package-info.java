/** Finds recurring phrases in texts, and their translations. */
@NullMarked
package duiqi.glossary.consistency;

import org.jspecify.annotations.NullMarked;
