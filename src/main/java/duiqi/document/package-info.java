/**
 * Reads documents of every format: opens files and web pages, detects the encoding, and returns the running text with
 * its locations.
 *
 * <ul>
 *   <li>{@code bilingual}: Separates the two languages of bilingual documents.
 *   <li>{@code html}: Reads the article of an HTML page.
 *   <li>{@code markup}: Reads the running text of Markdown.
 *   <li>{@code office}: Reads documents that are archives of XML files: docx, pptx, odt and EPUB.
 *   <li>{@code pdf}: Reads PDF documents that have a text layer.
 *   <li>{@code plain}: Reads plain text, and provides classes that all readers share: encodings, lines, and text with
 *       locations.
 *   <li>{@code subtitle}: Reads subtitles: SubRip and WebVTT.
 * </ul>
 */
@NullMarked
package duiqi.document;

import org.jspecify.annotations.NullMarked;
