/**
 * Parses command lines, calls {@link duiqi.app}, and prints results and errors.
 *
 * <p>Not part of the public API. The public types serve other packages of duiqi only.
 *
 * <ul>
 *   <li>{@code command}: Contains the commands. Each parses its options, calls duiqi.app, prints the result and
 *       returns the exit code.
 *   <li>{@code option}: Defines options that several commands share.
 *   <li>{@code print}: Prints results, progress and failures on the console.
 * </ul>
 */
@NullMarked
package duiqi.cli;

import org.jspecify.annotations.NullMarked;
