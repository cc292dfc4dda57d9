/**
 * Writes findings and pairs for people and for other programs.
 *
 * <p>Not part of the public API. Only other packages of duiqi use its public types.
 */
@NullMarked
package duiqi.report;

import org.jspecify.annotations.NullMarked;
