/**
 * Finds errors in translation units: terms, numbers, names, doubled words, punctuation.
 *
 * <ul>
 *   <li>{@code name}: Checks text that keeps its form in translation: names, addresses, tags and placeholders.
 *   <li>{@code number}: Checks numbers, dates and measures.
 *   <li>{@code project}: Reads the settings, path patterns and ignores of a project.
 *   <li>{@code repetition}: Checks words and translations that are written twice.
 *   <li>{@code term}: Checks terms and consistent translation.
 *   <li>{@code text}: Checks punctuation, scripts and lengths of translations.
 * </ul>
 */
@NullMarked
package duiqi.check;

import org.jspecify.annotations.NullMarked;
