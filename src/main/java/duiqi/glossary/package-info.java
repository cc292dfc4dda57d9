/** Terms and their translations: reads and writes glossaries, and finds terms and translations in texts. */
@NullMarked
package duiqi.glossary;

import org.jspecify.annotations.NullMarked;
