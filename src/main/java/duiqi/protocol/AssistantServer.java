package duiqi.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.app.MemoryFiles;
import duiqi.app.Version;
import duiqi.glossary.TermEntry;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.MemoryFile;
import duiqi.memory.MemoryStatistics;
import duiqi.segment.Segmenter;
import duiqi.text.Deadline;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Plurals;
import duiqi.text.ResourceLines;
import duiqi.text.Segment;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Offers the tools, resources and prompts of the catalogue to one assistant, until its input ends. Each call has a limit
 * of time. Not thread-safe.
 */
public final class AssistantServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOO_LONG = "the call takes longer than 60 seconds; send less text, or try again later";

    /** Maximum number of characters of the glossary, which the user adds to a conversation on purpose. */
    private static final int MAX_GLOSSARY = 20_000;

    private static final int MAX_PROMPT = 20_000;

    private final LiveProject project;
    private final AssistantTools tools;
    private final Consumer<Throwable> faults;

    /** The definitions in {@code catalog.json}. */
    record Catalog(
            String instructions,
            List<McpSchema.Tool> tools,
            List<McpSchema.Resource> resources,
            List<McpSchema.Prompt> prompts) {}

    /**
     * Creates a server.
     *
     * @param project the project; the assistant reads documents in its folder only
     * @param faults receives internal errors of duiqi
     */
    public AssistantServer(LiveProject project, Consumer<Throwable> faults) {
        this.project = project;
        this.tools = new AssistantTools(project);
        this.faults = faults;
    }

    /**
     * Answers all messages, until the input ends.
     *
     * @param in one JSON message in each line
     * @param out receives one JSON message in each line, and nothing else
     */
    public void run(InputStream in, PrintWriter out) throws IOException {
        McpJsonMapper json = new JacksonMcpJsonMapper(JSON);
        Catalog catalog =
                json.readValue(ResourceLines.text(AssistantServer.class, "catalog.json"), new TypeRef<Catalog>() {});
        LineTransport transport = new LineTransport(json, out);
        McpServer.sync(transport)
                .jsonMapper(json)
                .jsonSchemaValidator(new ArgumentSchema())
                .immediateExecution(true)
                .serverInfo("duiqi", Version.number())
                .instructions(catalog.instructions)
                .tools(catalog.tools.stream()
                        .filter(tool -> project.isWritable() || !AssistantTools.WRITING.contains(tool.name()))
                        .map(tool -> new SyncToolSpecification(tool, this::call))
                        .toList())
                .resources(catalog.resources.stream()
                        .map(one -> new SyncResourceSpecification(one, (exchange, request) -> read(one)))
                        .toList())
                .prompts(catalog.prompts.stream()
                        .map(prompt -> new SyncPromptSpecification(
                                prompt, (exchange, request) -> limited(() -> prompt(request.arguments()))))
                        .toList())
                .build();
        ScheduledExecutorService watch =
                Executors.newSingleThreadScheduledExecutor(LanguageService.daemon("duiqi-memories"));
        Future<?> unused = watch.scheduleWithFixedDelay(project::refresh, 0, 1, TimeUnit.SECONDS);
        try {
            transport.serve(in);
        } finally {
            watch.shutdown();
        }
    }

    private McpSchema.CallToolResult call(McpSyncServerExchange exchange, McpSchema.CallToolRequest request) {
        JsonNode arguments = JSON.valueToTree(request.arguments());
        String client = exchange.getClientInfo().name();
        McpSchema.CallToolResult.Builder result = McpSchema.CallToolResult.builder();
        try {
            result.addTextContent(
                    limited(() -> tools.call(request.name(), arguments, client)).text());
        } catch (McpError failure) {
            result.addTextContent(String.valueOf(failure.getMessage())).isError(true);
        }
        return result.build();
    }

    /** Does work in a thread of its own, because not all work checks its deadline. */
    private <T> T limited(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(() -> Deadline.within(LIMIT, () -> {
            try {
                return work.call();
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new UncheckedIOException(failure instanceof IOException e ? e : new IOException(failure));
            }
        }));
        LanguageService.daemon("duiqi-call").newThread(task).start();
        String problem = TOO_LONG;
        try {
            return task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            problem = explain(Optional.<Throwable>ofNullable(failure.getCause()).orElse(failure));
        } catch (TimeoutException | InterruptedException late) {
            task.cancel(true);
        }
        throw McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                .message(problem)
                .build();
    }

    private String explain(Throwable failure) {
        if (failure instanceof Deadline.ExpiredException) {
            return TOO_LONG;
        }
        if (failure instanceof UncheckedIOException wrapped) {
            return wrapped.getCause() instanceof FormatException format
                    ? String.valueOf(format.getMessage())
                    : "cannot read or write a file: " + wrapped.getCause();
        }
        if (failure instanceof IllegalArgumentException wrong) {
            return String.valueOf(wrong.getMessage());
        }
        faults.accept(failure);
        return "internal error: " + failure + "; report it as a bug of duiqi";
    }

    private McpSchema.ReadResourceResult read(McpSchema.Resource resource) {
        String text = limited(() -> resource.name().equals("glossary") ? glossary() : statistics());
        return McpSchema.ReadResourceResult.builder(List.of(McpSchema.TextResourceContents.builder(resource.uri(), text)
                        .mimeType(resource.mimeType())
                        .build()))
                .build();
    }

    private String glossary() {
        List<TermEntry> entries = project.rules().terms().glossary().entries();
        Answer answer = new Answer("terms", MAX_GLOSSARY);
        answer.line(entries.isEmpty() ? AssistantTools.NO_GLOSSARY : "Chinese = English (status)");
        for (TermEntry entry : entries) {
            answer.item(entry.chinese() + " = " + entry.english() + " (" + entry.status() + ")");
        }
        return answer.text();
    }

    private String statistics() throws IOException {
        List<Path> files = project.memory().standing().memory().files().stream()
                .map(MemoryFile::path)
                .toList();
        Answer answer = new Answer("files");
        MemoryStatistics units = MemoryFiles.statistics(files, problem -> {});
        answer.line(Plurals.units(units.units()) + " in " + Plurals.of(files.size(), "memory file") + ": "
                + units.pairs() + " in Chinese and English, " + units.aligned() + " aligned by software, "
                + units.machine() + " machine-translated, " + units.unrevised() + " unrevised");
        units.codes()
                .forEach((code, count) -> answer.line(code + ": " + Plurals.of(count.sides(), "text") + ", "
                        + Plurals.of(count.characters(), "Han character") + ", " + Plurals.of(count.words(), "word")));
        answer.line(
                Plurals.of(project.rules().terms().glossary().entries().size(), "translation") + " in the glossary");
        files.forEach(file -> answer.item(String.valueOf(file.getFileName())));
        return answer.text();
    }

    private McpSchema.GetPromptResult prompt(Map<String, Object> arguments) throws IOException {
        String text = String.valueOf(arguments.getOrDefault("text", ""));
        if (text.isBlank() || text.length() > MAX_PROMPT) {
            throw new IllegalArgumentException("give a text of at most " + MAX_PROMPT + " characters");
        }
        Language language =
                UnitSide.of(text, Optional.empty()) == UnitSide.SOURCE ? Language.CHINESE : Language.ENGLISH;
        List<Paragraph> paragraphs = text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> Paragraph.of(Paragraph.Kind.TEXT, line.strip(), 1, 1))
                .toList();
        List<String> sentences =
                Segmenter.standard().segment(new Document("text", paragraphs, List.of()), language).segments().stream()
                        .map(Segment::text)
                        .toList();
        String matches;
        try {
            matches = tools.lookUp(sentences, new SearchOptions(70, 3, SearchOptions.Penalties.STANDARD))
                    .text();
        } catch (FormatException missing) {
            matches = "There are no matches: " + missing.getMessage() + "\n";
        }
        String request = "Translate the text below into " + (language.isChinese() ? "English" : "simplified Chinese")
                + ". Use the wording of the matches as far as it fits. Use preferred or admitted terms; never use"
                + " forbidden or deprecated ones. Then call check_translation with each sentence and its translation,"
                + " correct the findings, and show the translation.\n\nMatches of the translation memory:\n"
                + matches + "\nTerms of the glossary:\n" + tools.findTerms(text).text() + "\nText:\n" + text;
        McpSchema.Content content = McpSchema.TextContent.builder(request).build();
        return McpSchema.GetPromptResult.builder(List.of(new McpSchema.PromptMessage(McpSchema.Role.USER, content)))
                .description("Translation with the memory and glossary of the project")
                .build();
    }
}
