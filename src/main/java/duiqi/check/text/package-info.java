/** Checks punctuation, scripts and lengths of translations. */
@NullMarked
package duiqi.check.text;

import org.jspecify.annotations.NullMarked;
