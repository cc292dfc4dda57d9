package duiqi.report;

import duiqi.check.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Findings by file, for forms that are made that way. */
final class ByFile {
    private ByFile() {}

    /** The findings of each file by its name; a file that was checked and has none is there as well. */
    static SortedMap<String, List<Finding>> of(FindingReport report) {
        SortedMap<String, List<Finding>> byFile = new TreeMap<>();
        report.files().forEach(file -> byFile.put(file, new ArrayList<>()));
        report.findings()
                .forEach(finding -> byFile.computeIfAbsent(finding.location().file(), file -> new ArrayList<>())
                        .add(finding));
        return byFile;
    }
}
