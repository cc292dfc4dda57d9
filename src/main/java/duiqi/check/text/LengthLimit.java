package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.exchange.po.PoFormat;
import duiqi.text.Plurals;
import duiqi.text.TranslationUnit.UnitProperties;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds translations that exceed the limit of their unit or of the settings. It counts code points, or bytes of UTF-8
 * if the file gives bytes. It cannot measure pixels and reports this once for each file.
 */
public final class LengthLimit implements Check.OfAllUnits {
    public static final Rule RULE =
            Rule.of("length-limit", Severity.WARNING, "the translation is longer than its limit allows");

    private static final Pattern PROPERTY = Pattern.compile("(\\d{1,9})(?: (char|byte|[a-z]+))?");

    /** Matches the flag of Weblate, which PO files and notes contain. */
    private static final Pattern FLAG = Pattern.compile("(?<![\\w-])max-length: ?(\\d{1,9})");

    private static final List<String> CHARACTERS = List.of("char", "character", "characters");

    private final CheckSettings settings;
    private final boolean hasSettings;
    private final Map<String, List<CheckedUnit>> unmeasured = new TreeMap<>();

    /** Creates a check with the limits of the settings. */
    public LengthLimit(CheckSettings settings) {
        this.settings = settings;
        this.hasSettings = settings.house().maxLength().isPresent()
                || settings.paths().stream().anyMatch(some -> some.maxLength().isPresent());
    }

    /**
     * Holds the limit of a unit.
     *
     * @param most maximum number
     * @param unit {@code char}, {@code byte} or another unit, which cannot be measured
     */
    private record Limit(int most, String unit) {
        static Limit of(Matcher found) {
            return new Limit(
                    Integer.parseInt(found.group(1)),
                    found.groupCount() < 2 || found.group(2) == null ? "char" : found.group(2));
        }
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        String target = unit.target().text();
        if (target.isBlank()
                || (!hasSettings && unit.properties().isEmpty() && unit.notes().isEmpty())) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Optional<Limit> own = limit(unit);
        if (own.isPresent() && !isMeasured(own.get())) {
            unmeasured
                    .computeIfAbsent(unit.location(0).file(), file -> new ArrayList<>())
                    .add(unit);
        }
        own.filter(LengthLimit::isMeasured)
                .flatMap(limit -> exceeded(unit, limit))
                .ifPresent(findings::add);
        if (hasSettings && findings.isEmpty()) {
            settings.maxLength(unit.location(0).file())
                    .flatMap(limit -> exceeded(unit, limit))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private static boolean isMeasured(Limit limit) {
        return limit.unit.equals("byte") || CHARACTERS.contains(limit.unit);
    }

    private static Optional<Limit> limit(CheckedUnit unit) {
        Optional<Limit> property = Optional.ofNullable(unit.properties().get(UnitProperties.MAX_LENGTH))
                .map(PROPERTY::matcher)
                .filter(Matcher::matches)
                .map(Limit::of);
        return property.or(() -> flag(unit.properties().getOrDefault(PoFormat.FLAGS, ""))
                .or(() -> unit.notes().stream()
                        .flatMap(note -> flag(note).stream())
                        .findFirst()));
    }

    private static Optional<Limit> flag(String text) {
        Matcher flag = FLAG.matcher(text);
        return text.contains(UnitProperties.MAX_LENGTH) && flag.find() ? Optional.of(Limit.of(flag)) : Optional.empty();
    }

    private static Optional<Finding> exceeded(CheckedUnit unit, Limit limit) {
        String target = unit.target().text();
        if (CHARACTERS.contains(limit.unit)) {
            return exceeded(unit, limit.most, "at most " + limit.most + " are allowed");
        }
        int bytes = target.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= limit.most
                ? Optional.empty()
                : Optional.of(Finding.of(
                                RULE,
                                unit,
                                "the " + unit.language(TextSpan.Side.TARGET) + " has " + bytes
                                        + " bytes in UTF-8, but at most " + limit.most + " are allowed")
                        .inTarget(0, target.length()));
    }

    private static Optional<Finding> exceeded(CheckedUnit unit, CheckSettings.MaxLength limit) {
        Optional<Finding> absolute = limit.characters().isPresent()
                ? exceeded(
                        unit,
                        limit.characters().getAsInt(),
                        "at most " + limit.characters().getAsInt() + " are allowed")
                : Optional.empty();
        if (absolute.isPresent() || limit.percent().isEmpty()) {
            return absolute;
        }
        String source = unit.source().text();
        int length = source.codePointCount(0, source.length());
        long most = (long) length * limit.percent().getAsInt() / 100;
        return exceeded(
                unit,
                (int) Math.min(Integer.MAX_VALUE, most),
                "at most " + most + " are allowed, " + limit.percent().getAsInt() + "% of the source");
    }

    private static Optional<Finding> exceeded(CheckedUnit unit, int most, String rule) {
        String target = unit.target().text();
        int length = target.codePointCount(0, target.length());
        return length <= most
                ? Optional.empty()
                : Optional.of(Finding.of(
                                RULE,
                                unit,
                                "the " + unit.language(TextSpan.Side.TARGET) + " has " + Plurals.of(length, "character")
                                        + ", but " + rule)
                        .inTarget(target.offsetByCodePoints(0, most), target.length()));
    }

    @Override
    public List<Finding> finish() {
        List<Finding> findings = new ArrayList<>();
        for (List<CheckedUnit> units : unmeasured.values()) {
            CheckedUnit first = Collections.min(units, CheckedUnit.BY_PLACE);
            String more = units.size() == 1 ? "" : ", nor that of " + Plurals.of(units.size() - 1, "more unit");
            findings.add(Finding.of(
                            RULE,
                            first,
                            "the limit is in " + limit(first).map(Limit::unit).orElse("pixel")
                                    + " units, which duiqi cannot measure" + more
                                    + "; set size-unit to char or byte")
                    .as(Severity.NOTE));
        }
        return findings;
    }
}
