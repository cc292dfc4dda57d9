/**
 * Reads documents of every format: opens files and web pages, detects the encoding, and returns the running text with
 * its locations.
 */
@NullMarked
package duiqi.document;

import org.jspecify.annotations.NullMarked;
