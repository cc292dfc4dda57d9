package duiqi.check;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.io.AtomicFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * The findings that a project knows and lives with for now, so that only new ones are reported. A finding is known again by its rule,
 * its term and the texts of its unit, wherever they have moved. As a file it is JSON lines in a fixed order. Immutable.
 *
 * @param folder what the files of the entries are relative to
 * @param entries in order, each file, rule, term and text once
 */
public record Baseline(Path folder, List<BaselineEntry> entries) {
    /**
     * A baseline with what is wrong in its file. Lines that are wrong are left out.
     *
     * @param baseline what could be read
     * @param problems each with its line and column
     */
    public record Reading(Baseline baseline, List<FormatException> problems) {
        public Reading {
            Objects.requireNonNull(baseline, "baseline");
            problems = List.copyOf(problems);
        }
    }

    /**
     * Findings held against a baseline.
     *
     * @param fresh those it does not know, in their order
     * @param unused entries that no finding used, with how often they were not
     */
    public record Match(List<Finding> fresh, List<BaselineEntry> unused) {
        public Match {
            fresh = List.copyOf(fresh);
            unused = List.copyOf(unused);
        }
    }

    public Baseline {
        Objects.requireNonNull(folder, "folder");
        entries = entries.stream().sorted().toList();
    }

    /** That of a project which knows of nothing. */
    public static Baseline none(Path folder) {
        return new Baseline(folder, List.of());
    }

    /**
     * Reads a baseline.
     *
     * @throws FormatException if there is no such file
     */
    public static Reading read(Path file) throws IOException {
        return new BaselineReader(file).read();
    }

    /**
     * Entries of which some may be there twice, as after a merge of two branches that came to know the same: then they are meant
     * once, by the larger count.
     */
    static Baseline merged(Path folder, List<BaselineEntry> entries) {
        return collected(folder, entries, (one, other) -> one.count() >= other.count() ? one : other);
    }

    /** The baseline that knows some findings. */
    static Baseline of(Path folder, List<Finding> findings) {
        return none(folder).with(findings);
    }

    /** The same with further findings. */
    private Baseline with(List<Finding> findings) {
        List<BaselineEntry> all = new ArrayList<>(entries);
        for (Finding finding : findings) {
            all.add(BaselineEntry.of(finding, file(finding)));
        }
        return collected(folder, all, (one, other) -> one.times(one.count() + other.count()));
    }

    private static Baseline collected(Path folder, List<BaselineEntry> entries, BinaryOperator<BaselineEntry> ofTwo) {
        record Same(String file, BaselineEntry.Key key) {}
        Map<Same, BaselineEntry> each = new LinkedHashMap<>();
        for (BaselineEntry entry : entries) {
            each.merge(new Same(entry.file(), entry.key()), entry, ofTwo);
        }
        return new Baseline(folder, List.copyOf(each.values()));
    }

    private String file(Finding finding) {
        return new ProjectFolder(folder).relative(finding.location().file());
    }

    /** The files it knows findings of, from its folder on. */
    public Set<String> files() {
        return entries.stream().map(BaselineEntry::file).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Holds findings against it. Entries of the same file are used first, then those of others, from which texts may have moved. Where
     * more findings are alike than are known, the first are taken for the known ones.
     */
    public Match match(List<Finding> findings) {
        BaselineUse use = new BaselineUse(entries);
        boolean[] isKnown = new boolean[findings.size()];
        for (int i = 0; i < isKnown.length; i++) {
            isKnown[i] = use.takeIn(file(findings.get(i)), BaselineEntry.key(findings.get(i)));
        }
        List<Finding> fresh = new ArrayList<>();
        for (int i = 0; i < isKnown.length; i++) {
            if (!isKnown[i] && !use.takeAnywhere(BaselineEntry.key(findings.get(i)))) {
                fresh.add(findings.get(i));
            }
        }
        return new Match(fresh, use.unused());
    }

    /**
     * The baseline that comes after it.
     *
     * @param findings all that were found now, known or not
     * @param kept entries that none of them used and that still hold
     */
    Baseline next(List<Finding> findings, List<BaselineEntry> kept) {
        return new Baseline(folder, kept).with(findings);
    }

    /** Writes it, whole or not at all. */
    public void write(Path file) throws IOException {
        JsonMapper json = new JsonMapper();
        AtomicFile.write(file, out -> {
            for (BaselineEntry entry : entries) {
                ObjectNode line = json.createObjectNode()
                        .put("file", entry.file())
                        .put("rule", entry.rule())
                        .put("term", entry.term())
                        .put("source", entry.source())
                        .put("target", entry.target())
                        .put("text", entry.text())
                        .put("count", entry.count());
                out.write((json.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
    }
}
