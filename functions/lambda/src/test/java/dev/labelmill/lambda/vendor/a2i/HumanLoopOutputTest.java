package dev.labelmill.lambda.vendor.a2i;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.vendor.Returned;
import org.junit.jupiter.api.Test;

class HumanLoopOutputTest {

    private static final String OF_THE_FLOW = "2026/11/24/08/50/00/loop-1/output.json";
    private static final String OF_THE_BATCH = "flow/" + OF_THE_FLOW;

    private static ObjectNode sample() {
        return (ObjectNode) Events.sample("a2i/output.json");
    }

    private static ObjectNode input(ObjectNode output) {
        return (ObjectNode) output.get("inputContent");
    }

    private static Returned read(String name, ObjectNode output) throws Exception {
        return Returned.by(new HumanLoopOutput(), name, output.toString());
    }

    @Test
    void each_workers_answer_is_a_label_with_its_time() throws Exception {
        Returned read = read(OF_THE_FLOW, sample());

        assertThat(read.problems()).isEmpty();
        assertThat(read.said("i1")).isEqualTo("yes | no");
        IncomingLabel first = read.labels().get(0);
        assertThat(first.annotator()).isEqualTo("a12b3cdefg4h5i67");
        assertThat(first.milliseconds()).isEqualTo(40_543L);
        assertThat(first.revision()).isEqualTo(1_795_510_800_321_000L);
        assertThat(first.dispatch()).isEqualTo("d-0123456789abcdef");
        assertThat(read.labels().get(1).milliseconds()).isNull();
    }

    @Test
    void below_a_batchs_folder_the_input_must_be_of_that_batch_and_below_a_flows_it_names_its_own() throws Exception {
        ObjectNode another = sample();
        input(another).put("labelmill-batch", "c");

        assertThat(read(OF_THE_FLOW, another).labels())
                .extracting(IncomingLabel::batch)
                .containsOnly("c");
        assertThatThrownBy(() -> read(OF_THE_BATCH, another))
                .hasMessage("inputContent.labelmill-batch is another than the file's folder says");
        input(another).remove("labelmill-batch");
        assertThat(read(OF_THE_BATCH, another).labels())
                .extracting(IncomingLabel::batch)
                .containsOnly("b");
        assertThatThrownBy(() -> read(OF_THE_FLOW, another)).hasMessage("inputContent.labelmill-batch is missing");
    }

    @Test
    void a_loop_that_names_no_task_of_ours_is_known_by_the_address_below_a_batchs_folder_alone() throws Exception {
        ObjectNode output = sample();
        input(output).remove("labelmill-task");

        assertThat(read(OF_THE_BATCH, output).said("s3://images/1.jpg")).isEqualTo("yes | no");
        assertThatThrownBy(() -> read(OF_THE_FLOW, output)).hasMessage("inputContent.labelmill-task is missing");
        output.remove("inputContent");
        assertThatThrownBy(() -> read(OF_THE_BATCH, output)).hasMessageContaining("no inputContent");
    }

    @Test
    void an_answer_that_cannot_be_read_spoils_no_other() throws Exception {
        ObjectNode output = sample();
        ((ObjectNode) output.at("/humanAnswers/0/answerContent")).removeAll().put("transcription", "use lambda");

        Returned read = read(OF_THE_FLOW, output);

        assertThat(read.said("i1")).isEqualTo("no");
        assertThat(read.problems()).singleElement().asString().startsWith("humanAnswers[0] at line 1: answerContent");
    }
}
