package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import duiqi.cli.print.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTest {
    private final FakeConsole fake = new FakeConsole();

    @Test
    void completesCommandsAndOptions() {
        assertThat(fake.run("completion")).isEqualTo(ExitCode.DONE);
        assertThat(fake.out())
                .startsWith("#!/usr/bin/env bash")
                .contains(
                        "_complete_duiqi",
                        "completion",
                        "--color",
                        "(\"never\" \"auto\" \"always\")",
                        "(\"bash\" \"zsh\" \"fish\")",
                        "(\"tmx\" \"tsv\" \"jsonl\" \"ids\" \"txt-pair\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "ZSH"})
    void supportsEachShell(String shell) {
        assertThat(fake.run("completion", shell)).isEqualTo(ExitCode.DONE);
        assertThat(fake.out()).contains("BASH_VERSION", "ZSH_VERSION");
        if (shell.equals("bash")) {
            assertThat(fake.out()).doesNotContain("#compdef", "_bash_complete");
        } else {
            assertThat(fake.out())
                    .startsWith("#compdef duiqi\n")
                    .contains("_bash_complete -o default -F _complete_duiqi\n");
        }
    }

    @Test
    void describesCommandsOptionsAndValuesForFish() {
        assertThat(fake.run("completion", "fish")).isEqualTo(ExitCode.DONE);
        assertThat(fake.out().lines())
                .contains(
                        "complete -c duiqi -n '__duiqi_at' -a tm -d 'Maintain memories: add, merge, dedupe, clean, sort, split, diff, stats, validate, convert'",
                        "complete -c duiqi -n '__duiqi_at tm' -f",
                        "complete -c duiqi -n '__duiqi_in completion' -a 'bash zsh fish'",
                        "complete -c duiqi -n '__duiqi_in tm merge' -s o -l output -r -F -d 'Write to this file'")
                .filteredOn(line -> line.startsWith("complete"))
                .hasSizeGreaterThan(300)
                .allMatch(line -> line.matches(
                        "complete -c duiqi -n '[a-z_ ]+'( -[a-zA-Z]( [A-Za-z0-9-]+| '([^'\\\\]|\\\\.)*')?)*"));
    }
}
