/**
 * Provides the public API: each command of duiqi as Java code that prints nothing. Start with {@link duiqi.app.Duiqi}.
 *
 * <p>Only {@link duiqi.app.Workspace} reads the clock, the environment and the standard input of the process.
 *
 * <ul>
 *   <li>{@code review}: Finds the documents to review, and starts or continues the review of each.
 *   <li>{@code source}: Reads the units and texts of checks and reviews, in their current state or at a git revision.
 * </ul>
 */
@NullMarked
package duiqi.app;

import org.jspecify.annotations.NullMarked;
