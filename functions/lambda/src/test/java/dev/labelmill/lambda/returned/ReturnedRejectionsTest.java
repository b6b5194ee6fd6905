package dev.labelmill.lambda.returned;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.notify.Notice;
import dev.labelmill.lambda.stage.Events;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept and told of files of which something cannot be used. */
class ReturnedRejectionsTest extends ReturnedFilesDesk {

    @Test
    void a_file_of_which_nothing_can_be_used_has_a_hundred_rows_and_one_that_sums_up_the_rest() {
        tick = Duration.ofSeconds(5);
        for (int i = 0; i < 2; i++) {
            returned("a.csv", "task,annotator,choice\n" + "none,w1,yes\n".repeat(150));
            assertThat(untilRead()).isEqualTo(3);
        }

        assertThat(reasons("a.csv"))
                .hasSize(FileRejections.MOST_ROWS + 1)
                .contains("b/a.csv, line 2: there is no task \"none\" in batch \"b\"")
                .contains(
                        "b/a.csv, the rest: 50 more records or labels cannot be used, and only the first 100 are told one"
                                + " by one; all of them are in the file, which stays where it is: put right what is told and"
                                + " upload it again");
    }

    @Test
    void records_that_say_different_things_in_one_revision_are_told_with_their_lines_and_the_first_stands() {
        for (int i = 0; i < 2; i++) {
            returned(
                    "a.csv",
                    "task,annotator,choice,revision,deleted\ni1,w1,yes,5,\ni1,w1,no,5,\ni1,w1,yes,5,\ni1,w1,,5,true\n"
                            + "i2,w1,no,,\ni2,w1,yes,,\ni1,w1,no,4,\n");
        }

        assertThat(answers("i1")).isEqualTo("w1 1");
        assertThat(answers("i2")).isEqualTo("w1 0");
        assertThat(reasons("a.csv"))
                .containsExactlyInAnyOrder(contradiction(3, "i1"), contradiction(5, "i1"), contradiction(7, "i2"));
    }

    private static String contradiction(int line, String item) {
        return "b/a.csv, line " + line + ": annotator \"w1\" has said something else of task \"" + item
                + "\" in the same revision, which stands: what comes later needs a higher one";
    }

    @Test
    void a_file_of_which_something_cannot_be_used_is_one_notice_however_often_and_in_how_many_parts_it_is_read() {
        String rows = IntStream.range(0, 450)
                .mapToObj(i -> (i % 2 == 0 ? "none" + i : "t" + i) + ",w1," + (i == 1 ? "maybe" : "yes") + "\n")
                .collect(Collectors.joining("", "task,annotator,choice\n", ""));
        IntStream.range(0, 450).parallel().forEach(i -> task("t" + i));
        tick = Duration.ofSeconds(1);
        for (int i = 0; i < 2; i++) {
            returned("a.csv", rows);
            assertThat(untilRead()).isEqualTo(2);
        }

        assertThat(told).hasSize(2);
        assertThat(told.get(1).id()).isEqualTo(told.get(0).id());
        Notice notice = told.get(0);
        assertThat(notice.type()).isEqualTo(Notice.TASK_REJECTED);
        assertThat(notice.project()).isEqualTo("demo");
        assertThat(notice.data().path("source").asText()).isEqualTo("returns/crowd");
        assertThat(notice.data().path("delivery").asText()).isEqualTo(FOLDER + "a.csv");
        assertThat(notice.data().path("batch").asText()).isEqualTo("b");
        assertThat(notice.data().path("labels").asInt()).isEqualTo(226);
        assertThat(notice.data().path("problems")).hasSize(20);
        assertThat(notice.data()
                        .path("problems")
                        .valueStream()
                        .map(one -> one.path("reason").asText()))
                .allMatch(reason -> reason.startsWith("line "));
    }

    @Test
    void files_that_cannot_be_read_or_lie_in_no_batchs_folder_are_told_and_good_ones_are_not() {
        returned("a.jsonl", "{\"task\":\"i1\",\"annotator\":\"w1\",\"choice\":\"yes\"}\n");
        assertThat(told).isEmpty();

        returned("a.csv", "");
        stage.upload("returns/crowd/loose.csv", "task,annotator,choice\n");
        take(Events.created("returns/crowd/loose.csv"));

        assertThat(told)
                .extracting(notice -> notice.data().at("/problems/0/reason").asText())
                .containsExactly(
                        "the file is empty",
                        "the file lies in no batch's folder; upload it to returns/<vendor>/<batch>/");
        assertThat(told).extracting(Notice::project).containsExactly("demo", "");
    }

    @Test
    void what_a_human_loop_of_a_flow_answers_in_vain_is_told_to_its_batchs_project() {
        String flow = "returns/crowd/labelmill-dev-birds/2026/11/24/08/50/00/";
        String output = Events.sample("a2i/output.json").toString();
        stage.upload(flow + "loop-1/output.json", output.replace("\"no\"", "\"maybe\""));
        take(Events.created(flow + "loop-1/output.json"));
        stage.upload(flow + "loop-2/output.json", output.replace("\"labelmill-batch\":\"b\"", "\"a\":1"));
        take(Events.created(flow + "loop-2/output.json"));

        assertThat(told).extracting(Notice::project).containsExactly("demo", "");
        assertThat(told)
                .extracting(notice -> notice.data().path("batch").asText("none"))
                .containsExactly("b", "none");
    }

    @Test
    void a_human_loop_that_nobody_answered_is_one_notice_however_often_it_is_told() {
        ObjectNode failed = (ObjectNode) Events.sample("a2i/human-loop-completed.json");
        ((ObjectNode) failed.path("detail")).put("humanLoopName", "loop-1").put("humanLoopStatus", "Failed");
        take(failed);
        take(failed);

        assertThat(told)
                .hasSize(2)
                .extracting(Notice::id)
                .containsOnly(told.get(0).id());
        assertThat(told.get(0).type()).isEqualTo(Notice.TASK_REJECTED);
        assertThat(told.get(0).data().path("delivery").asText()).isEqualTo("human loop loop-1");
        assertThat(told.get(0).data().at("/problems/0/reason").asText())
                .isEqualTo("the human loop loop-1 failed, so that nobody has answered");
    }
}
