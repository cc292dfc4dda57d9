/** Reads and writes tables and line pairs: CSV, TSV, workbooks and Moses files. */
@NullMarked
package duiqi.exchange.table;

import org.jspecify.annotations.NullMarked;
