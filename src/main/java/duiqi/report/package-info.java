/**
 * Writes findings and pairs for people and for other programs.
 *
 * <p>Not part of the public API. Only other packages of duiqi use its public types.
 *
 * <ul>
 *   <li>{@code findings}: Writes findings in all formats except HTML.
 *   <li>{@code page}: Writes findings and pairs as HTML pages.
 * </ul>
 */
@NullMarked
package duiqi.report;

import org.jspecify.annotations.NullMarked;
