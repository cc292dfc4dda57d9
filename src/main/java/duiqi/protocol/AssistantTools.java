package duiqi.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.app.AlignmentGuide;
import duiqi.app.Duiqi;
import duiqi.check.Baseline;
import duiqi.check.CheckRun;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
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
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers the calls of an assistant. {@link ArgumentSchema} has validated the arguments. Thread-safe.
 *
 * @param project the project of the assistant
 */
record AssistantTools(LiveProject project) {
    static final String NO_GLOSSARY = "The project has no glossary, so there are no terms to use or to check.";

    /** Names of the tools that change files. */
    static final Set<String> WRITING = Set.of("add_unit", "add_term");

    private static final int PERCENT = 100;

    /** Maximum number of characters of a sentence before its matches. */
    private static final int MAX_SENTENCE = 60;

    /** Maximum size of a document that an assistant aligns, in bytes. */
    private static final long MAX_FILE = 5_000_000;

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
            answer.line(number + ". " + Answer.cut(sentence, MAX_SENTENCE) + (found.isEmpty() ? ": no match" : ""));
            found.forEach(each -> answer.unit(
                    "- " + each.match().score() + "%: ", each.match().unit(), side, each.file()));
        }
        return answer;
    }

    private Answer findWords(JsonNode arguments) throws IOException {
        List<String> words = texts(arguments, "words");
        TranslationMemory.Hits hits = project.memory()
                .find(new Concordance.Query(
                        words, Optional.empty(), arguments.path("limit").asInt(10)));
        Answer answer = new Answer("units").line(Plurals.units(hits.total()) + " with " + String.join(" and ", words));
        UnitSide source = side(words.get(0));
        hits.hits().forEach(hit -> answer.unit("- ", hit.hit().unit(), source, hit.file()));
        answer.omit(hits.total() - hits.hits().size());
        return answer;
    }

    Answer findTerms(String text) {
        ProjectTerms.Terms terms = project.rules().terms();
        boolean isChinese = side(text) == UnitSide.SOURCE;
        Answer answer = new Answer("terms");
        Set<String> lines = new LinkedHashSet<>();
        for (TermMatches.Hit hit : terms.find(text, isChinese)) {
            lines.add("- " + text.substring(hit.start(), hit.end()) + ": "
                    + hit.concept().entries().stream()
                            .map(entry -> translation(entry, isChinese))
                            .collect(Collectors.joining("; ")));
        }
        lines.forEach(answer::item);
        if (lines.isEmpty()) {
            boolean isEmpty = terms.glossary().entries().isEmpty();
            answer.line(isEmpty ? NO_GLOSSARY : "The text has no term of the glossary.");
        }
        return answer;
    }

    private static String translation(TermEntry entry, boolean isChinese) {
        String note = Answer.cut(entry.details().note());
        return (isChinese ? entry.english() + " (" + entry.status() : entry.chinese() + " (" + entry.chineseStatus())
                + ")" + (note.isEmpty() ? "" : " [" + note + "]");
    }

    private Answer check(JsonNode pairs) throws IOException {
        LiveProject.Rules rules = project.rules();
        CheckRun run = CheckRun.of(
                rules.terms().glossary(),
                rules.all().lexicon(),
                rules.settings(),
                Baseline.none(rules.settings().folder()),
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
        // The most severe come first, because a long list is cut.
        List<Finding> findings = run.finish().findings().stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
        Answer answer = new Answer("findings")
                .line(Plurals.of(findings.size(), "finding") + " in " + Plurals.of(number, "pair"));
        if (rules.terms().glossary().entries().isEmpty()) {
            answer.line(NO_GLOSSARY);
        }
        findings.forEach(each -> answer.item(line(each)));
        return answer;
    }

    private static String line(Finding finding) {
        String words = finding.spans().stream()
                .map(span -> span.side().name().toLowerCase(Locale.ROOT) + " \""
                        + Answer.cut(finding.unit().text(span)) + "\"")
                .collect(Collectors.joining(", "));
        String suggestions = finding.suggestions().stream().map(Finding::quoted).collect(Collectors.joining(", "));
        return "- pair " + finding.location().line() + ", " + finding.severity() + ", "
                + finding.rule().id() + ": " + Answer.cut(finding.message())
                + (words.isEmpty() ? "" : "; words: " + words)
                + (suggestions.isEmpty() ? "" : "; suggestions: " + suggestions);
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
            return pairs(document(arguments.path("source_file")), document(arguments.path("target_file")), arguments);
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
        Duiqi.Alignment alignment = Duiqi.align(
                source,
                target,
                Duiqi.Settings.standard().with(AlignmentGuide.NONE).with(project.workspace()));
        List<Duiqi.Pair> all = alignment.pairs();
        Answer answer = new Answer("pairs")
                .line(Plurals.of(all.size(), "pair") + " of Chinese and English"
                        + (alignment.areTranslations()
                                ? ""
                                : "; the texts do not look like translations of each other"));
        for (int i = arguments.path("start").asInt(1) - 1; i < all.size(); i++) {
            Duiqi.Pair pair = all.get(i);
            answer.item((i + 1) + ". " + Math.round(pair.probability() * PERCENT) + "%: " + Answer.cut(pair.chinese())
                    + " = " + Answer.cut(pair.english()));
        }
        return answer;
    }

    /**
     * Returns a document in the folder of the project.
     *
     * @throws IllegalArgumentException if it does not exist, is outside the folder, also through a link, or is too large
     */
    private Path document(JsonNode name) throws IOException {
        Path folder = project.project().folder().toRealPath();
        Path file = folder.resolve(name.asText());
        boolean isInside = Files.isRegularFile(file) && file.toRealPath().startsWith(folder);
        if (!isInside || Files.size(file) > MAX_FILE) {
            throw new IllegalArgumentException(
                    name.asText()
                            + ": is outside the project, is no file, or has more than 5 MB; give another file, or send its text");
        }
        return file;
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
                project.workspace().clock().instant()));
        Path file = project.memory().standing().additions().orElseThrow();
        return new Answer("units")
                .line(isNew ? "Added to " + file.getFileName() : file.getFileName() + " already contains the unit");
    }

    private Answer addTerm(JsonNode arguments) throws IOException {
        TermAddition.Added added = project.add(
                arguments.path("chinese").asText(),
                arguments.path("english").asText(),
                TermEntry.TermStatus.named(arguments.path("status").asText("preferred"))
                        .orElseThrow(),
                arguments.path("note").asText());
        return new Answer("terms").line("Added: " + added.row() + " (" + added.location() + ")");
    }
}
