/** The forms of files that hold glossaries: tables, JSON and TBX. */
@NullMarked
package duiqi.glossary.form;

import org.jspecify.annotations.NullMarked;
