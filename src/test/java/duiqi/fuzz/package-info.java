/**
 * Shows every reader, and every stage that takes in texts, what nobody would write: {@code .ci/fuzz} lets Jazzer make it up, and the
 * tests show again what once broke something ({@code src/test/resources/fuzz}).
 *
 * <p>These classes stand together and not beside what they try, because a target is a few lines and what runs it is the same for all.
 * A new reader needs a line in the list of its kind; {@link duiqi.fuzz.Targets} holds the lists.
 */
@NullMarked
package duiqi.fuzz;

import org.jspecify.annotations.NullMarked;
