/**
 * Finds errors in translation units: terms, numbers, names, doubled words, punctuation. {@code Checks} is the table of
 * all checks and their rules, and {@code CheckRun} passes each unit to them. To add a rule, write a check, add it to the
 * table, and write its page {@code rules/ID.md} and its golden file.
 *
 * <ul>
 *   <li>{@code contrast}: Checks opposites, and names that a translation confuses.
 *   <li>{@code name}: Checks text that keeps its form in translation: names, addresses, tags and placeholders.
 *   <li>{@code number}: Checks numbers, dates and measures.
 *   <li>{@code project}: Reads the settings, path patterns and ignores of a project.
 *   <li>{@code repetition}: Checks words that are written twice, sources with two translations, and titles.
 *   <li>{@code term}: Checks the terms of a glossary.
 *   <li>{@code text}: Checks marks and spaces, scripts, lengths, and whether all of the source is translated.
 * </ul>
 */
@NullMarked
package duiqi.check;

import org.jspecify.annotations.NullMarked;
