package dev.labelmill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.emulators.Emulators;
import dev.labelmill.local.template.Deployment;
import dev.labelmill.local.template.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionsTest {

    /** The deployed webhook has 20 seconds: on a busy machine a process would be killed before its first answer, for ever. */
    @Test
    void every_call_has_a_minute_however_short_its_limit_is_in_the_cloud() {
        Deployment deployment = Deployment.of(Template.deployed());
        try (Emulators emulators = Emulators.start(Emulators.Options.all());
                Resources resources = new Resources(emulators, deployment, Pace.quick())) {
            Functions functions =
                    new Functions(deployment, resources, emulators, Path.of("secrets.json"), Pace.quick(), Map.of());

            assertThat(functions.all())
                    .isNotEmpty()
                    .allSatisfy(function -> assertThat(function.timeout()).isEqualTo(Duration.ofMinutes(1)))
                    .as("and calls no service before it has an event")
                    .allSatisfy(
                            function -> assertThat(function.environment()).containsEntry("LABELMILL_PRIMING", "false"));
        }
    }
}
