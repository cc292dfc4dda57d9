package duiqi.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What settings say of the files of some paths. Immutable.
 *
 * @param files patterns for paths; one of them is enough
 * @param rules levels by rule
 */
public record PathSettings(List<PathGlob> files, Map<String, SeveritySetting> rules) {
    /** Stands for all rules that are not named themselves. */
    static final String ALL = "all";

    public PathSettings {
        files = List.copyOf(files);
        rules = Map.copyOf(rules);
    }

    boolean covers(String path) {
        return files.stream().anyMatch(glob -> glob.matches(path));
    }

    Optional<SeveritySetting> level(Rule rule) {
        return level(rules, rule);
    }

    static Optional<SeveritySetting> level(Map<String, SeveritySetting> rules, Rule rule) {
        return Optional.ofNullable(rules.get(rule.id())).or(() -> Optional.ofNullable(rules.get(ALL)));
    }
}
