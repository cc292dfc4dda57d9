/**
 * Reads and writes files of translation units: TMX and other exchange formats.
 *
 * <ul>
 *   <li>{@code json}: Reads and writes JSON lines, one object per unit.
 *   <li>{@code po}: Reads, writes and fills PO files, the message files of GNU gettext.
 *   <li>{@code resource}: Reads the resource files of programs: Qt, JSON, Apple, Android, Java and .NET.
 *   <li>{@code table}: Reads and writes tables and line pairs: CSV, TSV, workbooks and Moses files.
 *   <li>{@code tmx}: Reads and writes TMX, splits TMX files into units, and merges aligned units into existing files.
 *   <li>{@code tool}: Reads formats of single tools: SDLTM of Trados Studio.
 *   <li>{@code xliff}: Reads, writes and fills XLIFF 1.2 and 2.1 files.
 * </ul>
 */
@NullMarked
package duiqi.exchange;

import org.jspecify.annotations.NullMarked;
