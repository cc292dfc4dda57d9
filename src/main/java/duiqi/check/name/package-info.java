/** Checks text that keeps its form in translation: names, addresses, tags and placeholders. */
@NullMarked
package duiqi.check.name;

import org.jspecify.annotations.NullMarked;
