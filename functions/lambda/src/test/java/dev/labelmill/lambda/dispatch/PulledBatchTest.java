package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.stage.WholeBatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PulledBatchTest {

    @Test
    void a_batch_whose_annotators_ask_for_each_task_comes_to_its_end() {
        String[] lines = IntStream.range(0, 8)
                .mapToObj(i -> "{\"id\":\"i" + i + "\",\"source\":\"text " + i + "\"}")
                .toArray(String[]::new);
        WholeBatch batch = new WholeBatch(
                "{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}", "", "\"delivery\":\"pull\",", lines);

        batch.run((annotator, item) -> "choice:" + (item.charAt(1) % 2 == 0 ? "no" : "yes"));

        assertThat(batch.results()).hasSize(8);
        assertThat(batch.outbox("crowd")).isEmpty();
        assertThat(batch.stage.rejections("webhook/crowd")).isEmpty();
        batch.results()
                .forEach(line -> assertThat(
                                WholeBatch.metadata(line).path("class-name").asText())
                        .isEqualTo(line.get("id").textValue().charAt(1) % 2 == 0 ? "no" : "yes"));
    }
}
