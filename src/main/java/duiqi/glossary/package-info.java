/** Terms and how they are to be rendered: reading and writing glossaries, finding terms and what renders them. */
@NullMarked
package duiqi.glossary;

import org.jspecify.annotations.NullMarked;
