/** Extracts terms and their translations from memories. */
@NullMarked
package duiqi.glossary.extraction;

import org.jspecify.annotations.NullMarked;
