/** Reads what a project says of its checks: settings, paths and ignores. */
@NullMarked
package duiqi.check.project;

import org.jspecify.annotations.NullMarked;
