/** The commands: each parses its command line, calls duiqi.app, prints the result and returns the exit code. */
@NullMarked
package duiqi.cli.command;

import org.jspecify.annotations.NullMarked;
