/**
 * The commands: each parses its options, calls {@link duiqi.app}, prints and exits.
 *
 * <p>Not part of the public API: its public types serve the other rooms only.
 */
@NullMarked
package duiqi.cli;

import org.jspecify.annotations.NullMarked;
