/**
 * Splits texts of both languages into tokens, reads their numbers, and holds the dictionary tables. {@code PairReader}
 * finds which words of two texts translate each other; all rooms that ask whether texts are translations use it.
 *
 * <ul>
 *   <li>{@code number}: Reads numerals and figures of both languages.
 * </ul>
 */
@NullMarked
package duiqi.lexicon;

import org.jspecify.annotations.NullMarked;
