/**
 * Writes findings and pairs for people and for programs.
 *
 * <p>Not part of the public API: its public types serve the other rooms only.
 */
@NullMarked
package duiqi.report;

import org.jspecify.annotations.NullMarked;
