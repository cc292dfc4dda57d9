package duiqi.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import duiqi.app.Memory;
import duiqi.app.Project;
import duiqi.app.Workspace;
import duiqi.memory.LiveMemory;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code duiqi mcp} as a process, with the client of the MCP SDK. */
class AssistantServerTest {
    private static final String ZH = "流水不腐，户枢不蠹。";
    private static final String EN = "Running water never turns stale.";

    @TempDir
    private Path folder;

    private Path project;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectory(folder.resolve("client"));
        Files.writeString(folder.resolve("secret.txt"), "秘密。\n");
        Files.writeString(project.resolve("a.zh.txt"), "今天天气很好。我们去公园。\n");
        Files.writeString(project.resolve("a.en.txt"), "The weather is fine today. We go to the park.\n");
    }

    private void fill() throws IOException {
        Files.createDirectory(project.resolve("tm"));
        StringBuilder units = new StringBuilder("<tmx version=\"1.4\"><header srclang=\"zh-CN\"/><body>");
        for (int i = 0; i < 60; i++) {
            String chinese = i == 0 ? ZH : "第" + i + "条河流向东流去，" + "浪花淘尽英雄。".repeat(i % 7);
            String english =
                    i == 0 ? EN : "River " + i + " flows east; " + "waves wash the heroes away. ".repeat(i % 7);
            units.append("<tu><tuv xml:lang=\"zh-CN\"><seg>" + chinese + "</seg></tuv><tuv xml:lang=\"en-US\"><seg>")
                    .append(english + "</seg></tuv></tu>\n");
        }
        Files.writeString(project.resolve("tm/main.tmx"), units + "</body></tmx>");
        Files.createDirectory(project.resolve("glossary"));
        Files.writeString(
                project.resolve("glossary/terms.csv"), "zh,en,status\n流水,running water,preferred\n流水,flow,forbidden\n");
    }

    private List<String> command(String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "duiqi.cli.Main",
                "mcp",
                project.toString()));
        command.addAll(List.of(options));
        return command;
    }

    private McpSyncClient connect(String... options) {
        List<String> command = command(options);
        StdioClientTransport transport = new StdioClientTransport(
                ServerParameters.builder(command.get(0))
                        .args(command.subList(1, command.size()))
                        .build(),
                new JacksonMcpJsonMapper(new ObjectMapper()));
        McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(Duration.ofMinutes(2))
                .initializationTimeout(Duration.ofMinutes(2))
                .jsonSchemaValidator(new ArgumentSchema())
                .build();
        client.initialize();
        return client;
    }

    /** Returns the text of an answer, after {@code error: } for a failure. */
    private static String call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
        String text = ((McpSchema.TextContent) result.content().get(0)).text();
        return (Boolean.TRUE.equals(result.isError()) ? "error: " : "") + text;
    }

    @Test
    void answersEveryToolResourceAndPromptWithoutWriting() throws IOException {
        fill();
        try (McpSyncClient client = connect()) {
            assertThat(client.listTools().tools())
                    .extracting(McpSchema.Tool::name)
                    .containsExactlyInAnyOrder("lookup", "concordance", "find_term", "check_translation", "align");
            assertThat(call(client, "lookup", Map.of("sentences", List.of(ZH, "无关。"))))
                    .isEqualTo("1. " + ZH + "\n- 100%: " + ZH + " = " + EN + " (main.tmx:1)\n2. 无关。: no match\n");
            assertThat(call(client, "concordance", Map.of("words", List.of("river", "heroes"), "limit", 2)))
                    .startsWith("51 units with river and heroes\n")
                    .endsWith("... 49 more units omitted\n");
            assertThat(call(client, "concordance", Map.of("words", List.of("east"), "limit", 20)))
                    .hasSizeBetween(2000, 4100);
            assertThat(call(client, "find_term", Map.of("text", ZH)))
                    .isEqualTo("- 流水: running water (preferred); flow (forbidden)\n");
            List<Map<String, String>> pairs = List.of(
                    Map.of("source", ZH, "target", EN), Map.of("source", "流水有3条。", "target", "There are 4 flows."));
            assertThat(call(client, "check_translation", Map.of("pairs", pairs)))
                    .startsWith("2 findings in 2 pairs\n- pair 2, error, ")
                    .contains("number-mismatch: \"4\" does not match 3; words: source \"3\", target \"4\"")
                    .contains("suggestions: \"running water\"");
            String aligned = "2 pairs of Chinese and English\n1. 99%: 今天天气很好。 = The weather is fine today.\n";
            assertThat(call(client, "align", Map.of("source_file", "a.zh.txt", "target_file", "a.en.txt")))
                    .startsWith(aligned);
            assertThat(call(
                            client,
                            "align",
                            Map.of("source", "今天天气很好。我们走。", "target", "The weather is fine today. We go.")))
                    .startsWith(aligned);
            for (McpSchema.Resource resource : client.listResources().resources()) {
                McpSchema.ReadResourceResult read = client.readResource(resource);
                assertThat(((McpSchema.TextResourceContents) read.contents().get(0)).text())
                        .contains(
                                resource.name().equals("glossary")
                                        ? "流水 = flow (forbidden)"
                                        : "60 units in 1 memory file");
            }
            McpSchema.Content prompt = client.getPrompt(McpSchema.GetPromptRequest.builder("translate")
                            .arguments(Map.of("text", ZH + "\n无关。"))
                            .build())
                    .messages()
                    .get(0)
                    .content();
            assertThat(((McpSchema.TextContent) prompt).text())
                    .contains("into English", "100%: " + ZH, "running water (preferred)", "call check_translation");
            assertThatThrownBy(() -> call(client, "add_unit", Map.of("source", "你好", "target", "Hello")))
                    .hasMessageContaining("Unknown tool");
        }
        assertThat(project.resolve("tm").toFile().list()).containsExactlyInAnyOrder("main.tmx", ".index");
    }

    @Test
    void explainsWrongArgumentsAndReadsNothingOutsideTheProject() throws IOException {
        try (McpSyncClient client = connect()) {
            assertThat(call(client, "lookup", Map.of("sentence", ZH))).contains("no fields except sentences");
            assertThat(call(client, "lookup", Map.of("sentences", List.of("x".repeat(2001)))))
                    .contains("sentences[0] must be a text of 1 to 2000 characters");
            assertThat(call(client, "lookup", Map.of("sentences", List.of(ZH))))
                    .startsWith("error: ")
                    .contains("there is no such memory");
            assertThat(call(client, "find_term", Map.of("text", ZH))).startsWith("The project has no glossary");
            assertThat(call(client, "check_translation", Map.of("pairs", List.of(Map.of("source", ZH, "target", ZH)))))
                    .contains("pair 1: source and target are in the same language");
            for (String name :
                    List.of("../secret.txt", folder.resolve("secret.txt").toString())) {
                assertThat(call(client, "align", Map.of("source_file", name, "target_file", "a.en.txt")))
                        .startsWith("error: ")
                        .contains("is outside the project");
            }
            Files.createSymbolicLink(project.resolve("link.txt"), folder.resolve("secret.txt"));
            assertThat(call(client, "align", Map.of("source_file", "link.txt", "target_file", "a.en.txt")))
                    .contains("is outside the project");
            // The memory and the glossary appear while the assistant works.
            fill();
            assertThat(call(client, "lookup", Map.of("sentences", List.of(ZH)))).contains(EN);
            assertThat(call(client, "find_term", Map.of("text", ZH))).contains("running water");
        }
    }

    @Test
    void addsUnitsAndTermsAndKeepsThemWhenKilled() throws Exception {
        fill();
        Map<String, Object> unit = Map.of("source", "春江水暖鸭先知。", "target", "The ducks know first.");
        try (McpSyncClient client = connect("--allow-write")) {
            assertThat(call(client, "add_unit", unit)).isEqualTo("Added to additions.tmx\n");
            assertThat(call(client, "add_unit", unit)).contains("already contains");
            assertThat(call(client, "lookup", Map.of("sentences", List.of("春江水暖鸭先知。"))))
                    .contains("100%");
            assertThat(call(client, "add_term", Map.of("chinese", "鸭", "english", "duck")))
                    .startsWith("Added: 鸭,duck");
            assertThat(call(client, "add_term", Map.of("chinese", "鸭", "english", "duck")))
                    .startsWith("error: ");
            assertThat(call(client, "find_term", Map.of("text", "鸭"))).contains("duck (preferred)");
        }
        Process killed = new ProcessBuilder(command("--allow-write"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        killed.outputWriter(StandardCharsets.UTF_8)
                .append(session(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"add_unit\","
                                + "\"arguments\":{\"source\":\"大江东去。\",\"target\":\"East flows the river.\"}}}"))
                .flush();
        killed.inputReader(StandardCharsets.UTF_8).lines().limit(2).forEach(line -> {});
        killed.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
        try (McpSyncClient client = connect("--allow-write")) {
            assertThat(call(client, "lookup", Map.of("sentences", List.of("大江东去。", "春江水暖鸭先知。"))))
                    .contains("100%: 大江东去。 = East flows the river.", "The ducks know first.");
        }
    }

    private static String session(String... lines) {
        return "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                + "\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}\n"
                + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n"
                + String.join("\n", lines) + "\n";
    }

    @Test
    void waitsForAClientThatDoesNotRead() throws Exception {
        fill();
        // The answers are longer than the buffer of a pipe.
        String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"concordance\","
                + "\"arguments\":{\"words\":[\"east\"],\"limit\":20}}}";
        Process server = new ProcessBuilder(command())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (Writer in = server.outputWriter(StandardCharsets.UTF_8)) {
            in.write(session(Collections.nCopies(100, call).toArray(String[]::new)));
        }
        TimeUnit.SECONDS.sleep(3);
        assertThat(server.inputReader(StandardCharsets.UTF_8).lines().filter(line -> line.contains("River")))
                .hasSize(100);
        assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void readsBesideAnotherProcessThatAdds() throws IOException {
        fill();
        Workspace workspace = Workspace.standard().in(project).withCache(folder.resolve("cache"));
        List<Path> places = List.of(project.resolve("tm"));
        try (LiveMemory other = Memory.Service.open(places, true, Optional.empty(), workspace);
                McpSyncClient client = connect("--allow-write")) {
            assertThat(other.standing().memory().size()).isEqualTo(60);
            assertThat(call(client, "lookup", Map.of("sentences", List.of(ZH)))).contains(EN);
            assertThat(call(client, "add_unit", Map.of("source", "你好", "target", "Hello")))
                    .startsWith("error: ")
                    .contains("locked by another duiqi");
        }
    }

    @Test
    void answersLinesThatAreNoMessagesAndEndsWithItsInput() throws IOException {
        StringWriter out = new StringWriter();
        String input = session(
                "garbage",
                "[[[[",
                "{}",
                "x".repeat(3_000_000),
                "",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}");
        LiveProject live =
                new LiveProject(Project.in(project), List.of(), Optional.empty(), false, Workspace.standard());
        new AssistantServer(live, fault -> out.write(fault.toString()))
                .run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), new PrintWriter(out));
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.subList(1, 5)).allMatch(line -> line.contains("\"id\":null") && line.contains("\"error\""));
        assertThat(lines.get(5)).contains("\"id\":7", "\"result\"");
    }

    /** Skipped without npx or without the package in its cache or in the network. */
    @Test
    @Tag("browser")
    void answersTheReferenceInspector() throws Exception {
        fill();
        List<String> command = new ArrayList<>(List.of("npx", "--yes", "@modelcontextprotocol/inspector", "--cli"));
        command.addAll(command());
        command.addAll(List.of("--method", "tools/list"));
        Path output = folder.resolve("inspector.txt");
        Optional<Process> inspector =
                started(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()));
        assumeTrue(inspector.isPresent(), "npx is not installed");
        assertThat(inspector.get().waitFor(5, TimeUnit.MINUTES)).isTrue();
        String printed = Files.readString(output);
        assumeTrue(!printed.contains("npm error"), "the inspector cannot be installed: " + printed);
        assertThat(printed).contains("\"name\": \"check_translation\"").doesNotContain("add_unit");
    }

    private static Optional<Process> started(ProcessBuilder program) {
        try {
            return Optional.of(program.start());
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
