/** Terms and how they are to be rendered. */
@NullMarked
package duiqi.glossary;

import org.jspecify.annotations.NullMarked;
