/**
 * Provides the public API: each command of duiqi as Java code that prints nothing. Start with {@link duiqi.app.Duiqi}.
 *
 * <p>Only {@link duiqi.app.Workspace} reads the clock, the environment and the standard input of the process.
 */
@NullMarked
package duiqi.app;

import org.jspecify.annotations.NullMarked;
