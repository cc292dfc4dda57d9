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
                        "(\"bash\" \"zsh\")",
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
}
