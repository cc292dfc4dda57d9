/**
 * Fuzzes every reader of files that come from others, with invalid inputs. {@code .ci/fuzz} generates inputs with
 * Jazzer; the tests replay inputs that once caused a failure ({@code src/test/resources/fuzz}).
 *
 * <p>These classes share one package, because each target has only a few lines and all targets use the same runner. To
 * add a reader, add a line to the list of its kind; {@link duiqi.fuzz.Target} combines the lists.
 */
@NullMarked
package duiqi.fuzz;

import org.jspecify.annotations.NullMarked;
