package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.secret.SecretsUnreadable;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SecretsTroubleTest {

    private final List<String> lines = new ArrayList<>();
    private Instant now = Stage.START;
    private final SecretsTrouble trouble = new SecretsTrouble(lines::add, () -> now);

    private void request() {
        trouble.count(new SecretsUnreadable("the parameter cannot be read", new IllegalStateException("hidden")));
    }

    @Test
    void it_is_told_once_while_nobody_tries_again_and_then_with_how_many_requests_it_met() {
        for (int i = 0; i < 100; i++) {
            request();
        }
        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("the parameter cannot be read", "IllegalStateException", "1 since")
                        .doesNotContain("hidden"));

        now = now.plusSeconds(5);
        request();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("100 since");
    }

    @Test
    void requests_that_nobody_can_judge_leave_one_line_without_a_trace() {
        Stage stage = new Stage();
        stage.secrets = "file:/no-such-folder/secrets.json";
        dev.labelmill.lambda.Handler webhook = stage.services().webhook();
        List<LogRecord> records = new ArrayList<>();
        Handler listening = listener(records);
        Logger logger = Logger.getLogger(Reception.class.getName());
        logger.addHandler(listening);
        try {
            for (int i = 0; i < 20; i++) {
                JsonNode answer = webhook.handle(Events.sample("webhook/wrong-signature.json"));
                assertThat(answer.path("statusCode").asInt()).isEqualTo(500);
            }
        } finally {
            logger.removeHandler(listening);
        }

        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.getThrown()).isNull();
            assertThat(record.getMessage()).contains("the secrets file cannot be read");
        });
    }

    private static Handler listener(List<LogRecord> records) {
        return new Handler() {
            @Override
            public void publish(LogRecord published) {
                records.add(published);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
