/**
 * Splits texts of both languages into tokens, reads their numbers, and holds the dictionary tables.
 *
 * <ul>
 *   <li>{@code number}: Reads numerals and figures of both languages.
 * </ul>
 */
@NullMarked
package duiqi.lexicon;

import org.jspecify.annotations.NullMarked;
