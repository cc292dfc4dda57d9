/**
 * Measures the speed of duiqi, and compares it with another aligner. The tests do not run these classes;
 * {@code ./mvnw -q -Pbenchmark test -Dbenchmark.main=...} does.
 */
@NullMarked
package duiqi.benchmark;

import org.jspecify.annotations.NullMarked;
