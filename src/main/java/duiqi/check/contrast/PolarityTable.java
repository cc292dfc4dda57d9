package duiqi.check.contrast;

import duiqi.text.ResourceLines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Holds words and weights of one language from {@code polarity.txt}, which describes its notation. Thread-safe. */
final class PolarityTable {
    static final PolarityTable CHINESE = new PolarityTable("zh\t");
    static final PolarityTable ENGLISH = new PolarityTable("en\t");

    private final Map<String, Double> weights = new HashMap<>();
    private Pattern forms = Pattern.compile("");

    private PolarityTable(String language) {
        ResourceLines.of(PolarityTable.class, "polarity.txt").stream()
                .filter(line -> line.startsWith(language))
                .forEach(this::read);
    }

    private void read(String line) {
        List<String> parts = List.of(line.split("\t"));
        String name = parts.get(1);
        if (name.equals("form")) {
            forms = Pattern.compile(parts.get(2));
        } else if (Character.isLetter(name.charAt(0))) {
            parts.stream().skip(2).forEach(word -> weights.put(name + " " + word, 0.0));
        } else {
            parts.stream().skip(2).forEach(feature -> weights.put(feature, Double.valueOf(name)));
        }
    }

    boolean has(String list, String word) {
        return weights.containsKey(list + " " + word);
    }

    boolean isWeak(String word) {
        return has("weak", word) || forms.matcher(word).matches();
    }

    /** Returns the weight of a feature, or 0. */
    double weight(String feature) {
        return weights.getOrDefault(feature, 0.0);
    }
}
