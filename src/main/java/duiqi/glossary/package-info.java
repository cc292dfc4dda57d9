/**
 * Reads and writes glossaries, and finds terms and their translations in texts.
 *
 * <ul>
 *   <li>{@code extraction}: Extracts terms and their translations from memories.
 *   <li>{@code format}: Reads and writes glossary files: tables, JSON, TBX and term bases of other tools.
 * </ul>
 */
@NullMarked
package duiqi.glossary;

import org.jspecify.annotations.NullMarked;
