/** Checks punctuation, scripts and lengths of the English. */
@NullMarked
package duiqi.check.text;

import org.jspecify.annotations.NullMarked;
