/**
 * Parses command lines, calls {@link duiqi.app}, and prints results and errors.
 *
 * <p>Not part of the public API. The public types serve other packages of duiqi only.
 */
@NullMarked
package duiqi.cli;

import org.jspecify.annotations.NullMarked;
