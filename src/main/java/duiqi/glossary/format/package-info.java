/** Reads and writes glossary files: tables, JSON and TBX. */
@NullMarked
package duiqi.glossary.format;

import org.jspecify.annotations.NullMarked;
