package dev.labelmill.lambda.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.rounds.RoundRecord;
import dev.labelmill.core.rounds.Stage;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.ReopenedIds;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.ChunkMessage.Step;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.WholeBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A batch of mails whose words tell spam, of which two annotators take every tenth for the other thing. */
class ActiveLabRoundsTest {

    private static final int ITEMS = 120;

    private static final String CHOICE = "{\"kind\":\"single-choice\",\"classes\":[\"ham\",\"spam\"]}";

    private static final String SETTINGS = """
            "prelabel":{"labeler":"trained","features":{"kind":"hashed-ngrams","buckets":4096,"minN":1,"maxN":1}},
            "autoAccept":{"targetError":0.1,"confidence":0.9},
            "rounds":{"firstSample":50,"perRound":20,"most":3,"labelBudget":320,"calibrationShare":0.4,
                      "strategy":"active-lab"},
            "audit":{"autoAccepted":5,"human":40,"confidence":0.9},""";

    private static String truth(int n) {
        return n % 3 == 0 ? "spam" : "ham";
    }

    private static String line(int n) {
        String words = truth(n).equals("spam") ? "win money now offer" : "meeting notes agenda project";
        return Json.write(Json.object().put("id", "i" + n).put("source", words + " word" + n % 17 + " other" + n % 29));
    }

    private static String answer(String annotator, String item) {
        int n = number(item);
        boolean mistaken = n % 10 == 7 && (annotator.equals("w0") || annotator.equals("w1"));
        return "choice:" + (mistaken == truth(n).equals("spam") ? "ham" : "spam");
    }

    private static int number(String item) {
        return Integer.parseInt(item.substring(1));
    }

    private static Map<String, Task> tasks(WholeBatch batch) {
        return batch.stage.chunks().of("b").stream()
                .flatMap(chunk -> batch.stage.tasks().getAll("b", RoutedIds.read(batch.stage.bucket(), chunk)).stream())
                .collect(Collectors.toMap(Task::item, Function.identity()));
    }

    private static List<String> reopened(WholeBatch batch, int round) {
        return batch.stage.chunks().of("b").stream()
                .flatMap(chunk -> ReopenedIds.read(batch.stage.bucket(), "b", round, chunk.number()).stream())
                .toList();
    }

    @Test
    void labels_that_the_head_doubts_are_asked_for_once_more_and_what_comes_of_it_counts() {
        WholeBatch run = new WholeBatch(
                        CHOICE,
                        SETTINGS,
                        "",
                        IntStream.range(0, ITEMS)
                                .mapToObj(ActiveLabRoundsTest::line)
                                .toArray(String[]::new))
                .run(ActiveLabRoundsTest::answer);
        Batch done = run.stage.batches().get("b").orElseThrow();
        Map<String, Task> tasks = tasks(run);
        Map<String, Integer> rounds = new HashMap<>();
        for (int round = 0; round <= done.round(); round++) {
            for (String item : reopened(run, round)) {
                rounds.merge(item, 1, Integer::sum);
                assertThat(done.rounds().get(round).plan().stage()).isEqualTo(Stage.LEARN);
            }
        }

        // Of fifty items of the first sample some five are labelled against their words.
        assertThat(rounds.keySet().stream().filter(item -> number(item) % 10 == 7))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(rounds).hasSizeLessThanOrEqualTo(40);
        rounds.forEach((item, times) -> {
            Task task = tasks.get(item);
            assertThat(task.state()).isEqualTo(TaskState.RESOLVED);
            assertThat(task.crowdClaims()).isEqualTo(1 + times);
            assertThat(task.ballots()).hasSize(3);
            assertThat(task.resolution().answer()).isEqualTo(truth(number(item)).equals("spam") ? 1 : 0);
        });
        assertThat(tasks.values()).allMatch(Task::isSettled);
        assertThat(run.results()).hasSize(ITEMS);
        assertThat(done.rounds().stream().map(RoundRecord::plan).filter(plan -> plan.stage() == Stage.LEARN))
                .hasSizeGreaterThanOrEqualTo(2);

        Flow flow = new Flow(run.stage);
        Map<String, Object> before = flow.canonical();
        for (int round = 0; round <= done.round(); round++) {
            ChunkMessage late = new ChunkMessage("b", 1, round, Step.ROUTE);
            flow.services().prelabel().handle(Events.queued(List.of(late.toJson())));
        }
        assertThat(flow.canonical()).isEqualTo(before);
    }
}
