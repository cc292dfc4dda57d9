/** Reads the settings, path patterns and ignores of a project. */
@NullMarked
package duiqi.check.project;

import org.jspecify.annotations.NullMarked;
