/** Reads and writes glossaries, and finds terms and their translations in texts. */
@NullMarked
package duiqi.glossary;

import org.jspecify.annotations.NullMarked;
