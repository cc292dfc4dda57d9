/** Reads and writes glossary files: tables, JSON and TBX. */
@NullMarked
package duiqi.glossary.form;

import org.jspecify.annotations.NullMarked;
