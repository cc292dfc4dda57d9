/**
 * The front door: what each command does, without printing. Java programs begin with {@link duiqi.app.Duiqi}.
 *
 * <p>{@link duiqi.app.Workspace} alone asks the process for the time, the environment and standard input.
 */
@NullMarked
package duiqi.app;

import org.jspecify.annotations.NullMarked;
