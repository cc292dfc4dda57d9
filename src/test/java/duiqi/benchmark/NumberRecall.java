package duiqi.benchmark;

import duiqi.check.CheckedUnit;
import duiqi.check.EveryCheck;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the recall for wrong numbers. In texts that people aligned, it changes one number in the digits of the
 * English at a time, if the Chinese has the correct one.
 */
final class NumberRecall {
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\p{L}\\d.,-])(?<digits>[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?)(?<scale> (?:million|billion))?");
    private static final Glossary NONE = new Glossary(List.of());
    private static final long SEED = 20231;

    private NumberRecall() {}

    private enum Fault {
        DIGIT_CHANGED,
        ZERO_ADDED,
        ZERO_DROPPED,
        SCALE_CONFUSED,
        LEFT_OUT
    }

    /**
     * Prints the recall by kind of error, and the errors not found.
     *
     * @param arguments folders of annotated texts
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Machine.print(
                out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.NumberRecall \"-Dbenchmark="
                        + String.join(" ", arguments) + "\"");
        Map<Fault, int[]> counts = new EnumMap<>(Fault.class);
        for (String folder : String.join(" ", arguments).strip().split("\\s+")) {
            for (CheckedUnit unit : CheckedTexts.units(Path.of(folder), Direction.INTO_ENGLISH)) {
                if (findings(unit) == 0) {
                    spoil(unit, counts, out);
                }
            }
        }
        counts.forEach((fault, count) -> out.printf(
                Locale.ROOT,
                "%-16s %4d of %4d found, %.3f%n",
                fault,
                count[0],
                count[1],
                (double) count[0] / count[1]));
    }

    private static void spoil(CheckedUnit unit, Map<Fault, int[]> counts, PrintStream out) {
        Random random = new Random(SEED + unit.id().hashCode());
        Matcher number = NUMBER.matcher(unit.english());
        while (number.find()) {
            String digits = number.group("digits").replace(",", "");
            if (!unit.chinese().contains(digits) && number.group("scale") == null) {
                // Explanations by the translator are excluded.
                continue;
            }
            for (Fault fault : Fault.values()) {
                spoiled(fault, number, digits, random).ifPresent(wrong -> {
                    String english = unit.english().substring(0, number.start())
                            + wrong
                            + unit.english().substring(number.end());
                    CheckedUnit faulty = CheckedUnit.of(
                            unit.id(),
                            Direction.INTO_ENGLISH,
                            unit.source(),
                            CheckedUnit.Passage.of(english, new Location("spoiled", 1, 1)));
                    int[] count = counts.computeIfAbsent(fault, each -> new int[2]);
                    count[1]++;
                    if (findings(faulty) > 0) {
                        count[0]++;
                    } else {
                        out.println(fault + ": " + number.group() + " made " + wrong);
                        out.println("    " + unit.chinese());
                        out.println("    " + english);
                    }
                });
            }
        }
    }

    private static Optional<String> spoiled(Fault fault, Matcher number, String digits, Random random) {
        Optional<String> scale = Optional.ofNullable(number.group("scale"));
        String rest = scale.orElse("");
        return switch (fault) {
            case DIGIT_CHANGED -> {
                List<Integer> places = new ArrayList<>();
                for (int i = 0; i < digits.length(); i++) {
                    if (digits.charAt(i) != '.') {
                        places.add(i);
                    }
                }
                int place = places.get(random.nextInt(places.size()));
                int digit = (digits.charAt(place) - '0' + 1 + random.nextInt(8)) % 10;
                String wrong = digits.substring(0, place) + digit + digits.substring(place + 1);
                yield Optional.of(wrong + rest);
            }
            case ZERO_ADDED -> digits.contains(".") ? Optional.empty() : Optional.of(digits + "0" + rest);
            case ZERO_DROPPED ->
                digits.endsWith("0") && digits.length() > 1 && !digits.contains(".")
                        ? Optional.of(digits.substring(0, digits.length() - 1) + rest)
                        : Optional.empty();
            case SCALE_CONFUSED -> scale.map(word -> digits + (word.equals(" million") ? " billion" : " million"));
            case LEFT_OUT -> Optional.of(rest.isEmpty() ? "" : rest.strip());
        };
    }

    private static long findings(CheckedUnit unit) {
        return EveryCheck.findings(NONE, List.of(unit)).stream()
                .filter(finding -> finding.rule().id().equals("number-mismatch"))
                .count();
    }
}
