package duiqi.protocol.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.app.AlignmentGuide;
import duiqi.app.Duiqi;
import duiqi.app.Workspace;
import duiqi.check.Baseline;
import duiqi.check.CheckRun;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.glossary.TermAddition;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermMatches;
import duiqi.index.Concordance;
import duiqi.index.Context;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.AddedPair;
import duiqi.memory.TranslationMemory;
import duiqi.server.ProjectTerms;
import duiqi.text.Direction;
import duiqi.text.Location;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers the calls of an assistant. {@link ArgumentSchema} has validated the arguments. Thread-safe.
 *
 * @param project the project of the assistant
 */
record AssistantTools(AssistedProject project) {
    static final String NO_GLOSSARY = "The project has no glossary, so there are no terms to use or to check.";

    /** Names of the tools that change files. */
    static final Set<String> WRITING = Set.of("add_unit", "add_term");

    private static final int PERCENT = 100;

    /**
     * Calls a tool.
     *
     * @param client the name of the program that calls it
     */
    Answer call(String tool, JsonNode arguments, String client) throws IOException {
        return switch (tool) {
            case "lookup" -> lookUp(texts(arguments, "sentences"), options(arguments));
            case "concordance" -> findWords(arguments);
            case "find_term" -> findTerms(arguments.path("text").asText());
            case "check_translation" -> check(arguments.path("pairs"));
            case "align" -> align(arguments);
            case "add_unit" -> addUnit(arguments, client);
            case "add_term" -> addTerm(arguments);
            default -> throw new IllegalArgumentException(tool + ": there is no such tool");
        };
    }

    private static List<String> texts(JsonNode arguments, String name) {
        List<String> texts = new ArrayList<>();
        arguments.path(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static SearchOptions options(JsonNode arguments) {
        return new SearchOptions(
                arguments.path("min").asInt(SearchOptions.STANDARD.minimum()),
                arguments.path("limit").asInt(3),
                SearchOptions.Penalties.STANDARD);
    }

    private static UnitSide side(String text) {
        return UnitSide.of(text, Optional.empty());
    }

    Answer lookUp(List<String> sentences, SearchOptions options) throws IOException {
        Answer answer = new Answer("matches");
        int number = 0;
        for (String sentence : sentences) {
            number++;
            UnitSide side = side(sentence);
            List<TranslationMemory.Found> found = project.memory().search(side, sentence, Context.NONE, options);
            answer.line(number + ". " + Answer.cut(sentence) + (found.isEmpty() ? ": no match" : ""));
            for (TranslationMemory.Found each : found) {
                int score = each.match().score();
                Map<String, Object> start = Map.of("sentence", number, "score", score);
                answer.unit("- " + score + "%: ", start, each.match().unit(), side, each.file());
            }
        }
        return answer;
    }

    private Answer findWords(JsonNode arguments) throws IOException {
        List<String> words = texts(arguments, "words");
        TranslationMemory.Hits hits = project.memory()
                .find(new Concordance.Query(
                        words, Optional.empty(), arguments.path("limit").asInt(10)));
        Answer answer = new Answer("units");
        answer.line(Plurals.units(hits.total()) + " with " + String.join(" and ", words));
        UnitSide source = side(words.get(0));
        hits.hits().forEach(hit -> answer.unit("- ", Map.of(), hit.hit().unit(), source, hit.file()));
        answer.omit(hits.total() - hits.hits().size());
        return answer;
    }

    Answer findTerms(String text) throws IOException {
        ProjectTerms.Terms terms = project.terms().now();
        boolean isChinese = side(text) == UnitSide.SOURCE;
        Answer answer = new Answer("terms");
        Set<String> seen = new HashSet<>();
        for (TermMatches.Hit hit : terms.find(text, isChinese)) {
            String term = text.substring(hit.start(), hit.end());
            if (seen.add(hit.concept().id() + " " + term)) {
                ObjectNode item = Answer.JSON.createObjectNode().put("term", term);
                String line = hit.concept().entries().stream()
                        .map(entry -> translation(
                                entry, isChinese, item.withArray("translations").addObject()))
                        .collect(Collectors.joining("; "));
                answer.item("- " + term + ": " + line, item);
            }
        }
        if (seen.isEmpty()) {
            boolean isEmpty = terms.glossary().entries().isEmpty();
            answer.line(isEmpty ? NO_GLOSSARY : "The text has no term of the glossary.");
        }
        return answer;
    }

    private static String translation(TermEntry entry, boolean isChinese, ObjectNode item) {
        String status = String.valueOf(isChinese ? entry.status() : entry.chineseStatus());
        String note = Answer.cut(entry.details().note());
        String word = isChinese ? entry.english() : entry.chinese();
        item.put("translation", word).put("status", status);
        if (!note.isEmpty()) {
            item.put("note", note);
        }
        return word + " (" + status + ")" + (note.isEmpty() ? "" : " [" + note + "]");
    }

    private Answer check(JsonNode pairs) throws IOException {
        ProjectTerms terms = project.terms();
        CheckRun run = CheckRun.of(
                terms.now().glossary(),
                terms.lexicon(),
                project.settings(),
                Baseline.none(project.settings().folder()),
                Optional.empty());
        int number = 0;
        for (JsonNode pair : pairs) {
            number++;
            String source = pair.path("source").asText();
            String target = pair.path("target").asText();
            Location place = new Location("pair", number, 1);
            run.add(CheckedUnit.of(
                    "pair " + number,
                    direction("pair " + number + ": ", source, target),
                    CheckedUnit.Passage.of(source, place),
                    CheckedUnit.Passage.of(target, place)));
        }
        Answer answer = new Answer("findings");
        List<Finding> findings = run.finish().findings();
        answer.line(Plurals.of(findings.size(), "finding") + " in " + Plurals.of(number, "pair"));
        if (terms.now().glossary().entries().isEmpty()) {
            answer.line(NO_GLOSSARY);
        }
        // The most severe come first, because a long list is cut.
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
            findings.stream().filter(each -> each.severity() == severity).forEach(each -> add(each, answer));
        }
        return answer;
    }

    private static void add(Finding finding, Answer answer) {
        int pair = finding.location().line();
        String message = Answer.cut(finding.message());
        ObjectNode item = Answer.JSON
                .createObjectNode()
                .put("pair", pair)
                .put("rule", finding.rule().id())
                .put("severity", finding.severity().toString())
                .put("message", message);
        List<String> words = new ArrayList<>();
        for (TextSpan span : finding.spans()) {
            String word = finding.unit().passage(span.side()).text().substring(span.start(), span.end());
            words.add(span.side().name().toLowerCase(Locale.ROOT) + " \"" + Answer.cut(word) + "\"");
        }
        words.forEach(item.putArray("words")::add);
        finding.suggestions().forEach(item.putArray("suggestions")::add);
        String suggestions = finding.suggestions().stream().map(Finding::quoted).collect(Collectors.joining(", "));
        answer.item(
                "- pair " + pair + ", " + finding.severity() + ", "
                        + finding.rule().id() + ": " + message
                        + (words.isEmpty() ? "" : "; words: " + String.join(", ", words))
                        + (suggestions.isEmpty() ? "" : "; suggestions: " + suggestions),
                item);
    }

    private static Direction direction(String start, String source, String target) {
        if (side(source) == side(target)) {
            throw new IllegalArgumentException(
                    start + "source and target are in the same language; send one Chinese and one English text");
        }
        return side(source) == UnitSide.SOURCE ? Direction.INTO_ENGLISH : Direction.INTO_CHINESE;
    }

    private Answer align(JsonNode arguments) throws IOException {
        boolean isOfFiles = arguments.has("source_file") && arguments.has("target_file");
        boolean isOfTexts = arguments.has("source") && arguments.has("target");
        if (isOfFiles == isOfTexts || arguments.has("source") == arguments.has("source_file")) {
            throw new IllegalArgumentException("give source and target, or source_file and target_file");
        }
        if (isOfFiles) {
            return pairs(
                    project.document(arguments.path("source_file").asText()),
                    project.document(arguments.path("target_file").asText()),
                    arguments);
        }
        Path folder = Files.createTempDirectory("duiqi-");
        Path source = folder.resolve("source.txt");
        Path target = folder.resolve("target.txt");
        try {
            Files.writeString(source, arguments.path("source").asText());
            Files.writeString(target, arguments.path("target").asText());
            return pairs(source, target, arguments);
        } finally {
            Files.deleteIfExists(source);
            Files.deleteIfExists(target);
            Files.delete(folder);
        }
    }

    private Answer pairs(Path source, Path target, JsonNode arguments) throws IOException {
        Workspace workspace = project.places().workspace();
        Duiqi.Alignment alignment = Duiqi.align(
                source,
                target,
                Duiqi.Settings.standard().with(AlignmentGuide.NONE).with(workspace));
        List<Duiqi.Pair> all = alignment.pairs();
        int start = arguments.path("start").asInt(1);
        Answer answer = new Answer("pairs");
        answer.line(Plurals.of(all.size(), "pair") + " of Chinese and English"
                + (alignment.areTranslations() ? "" : "; the texts do not look like translations of each other"));
        for (int i = start - 1; i < all.size(); i++) {
            Duiqi.Pair pair = all.get(i);
            long percent = Math.round(pair.probability() * PERCENT);
            String chinese = Answer.cut(pair.chinese());
            String english = Answer.cut(pair.english());
            answer.item(
                    (i + 1) + ". " + percent + "%: " + chinese + " = " + english,
                    Answer.JSON
                            .createObjectNode()
                            .put("pair", i + 1)
                            .put("probability", percent / (double) PERCENT)
                            .put("chinese", chinese)
                            .put("english", english));
        }
        return answer;
    }

    private Answer addUnit(JsonNode arguments, String client) throws IOException {
        String source = arguments.path("source").asText();
        String target = arguments.path("target").asText();
        boolean isNew = project.add(new AddedPair(
                source,
                target,
                direction("", source, target),
                Optional.of(client),
                Optional.of(arguments.path("note").asText()),
                project.places().workspace().clock().instant()));
        Path file = project.memory().standing().additions().orElseThrow();
        Answer answer = new Answer("units");
        answer.line(isNew ? "Added to " + file.getFileName() : file.getFileName() + " already contains the unit");
        return answer;
    }

    private Answer addTerm(JsonNode arguments) throws IOException {
        TermAddition.Added added = TermAddition.add(
                project.places().project().termFile(project.places().project().glossaries(project.settings())),
                project.terms().now().glossary(),
                arguments.path("chinese").asText(),
                arguments.path("english").asText(),
                TermEntry.TermStatus.named(arguments.path("status").asText("preferred"))
                        .orElseThrow(),
                arguments.path("note").asText(),
                project.places().workspace().clock().instant());
        Answer answer = new Answer("terms");
        answer.line("Added: " + added.row() + " (" + added.location() + ")");
        return answer;
    }
}
