/**
 * How fast the program is, and how it compares with another aligner. Nothing here runs with the tests;
 * {@code ./mvnw -q -Pbenchmark test} runs it.
 */
@NullMarked
package duiqi.benchmark;

import org.jspecify.annotations.NullMarked;
