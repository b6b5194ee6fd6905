package dev.labelmill.lambda.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.stage.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must hold of a task and its labels, after every step and at the end. */
final class LabelsHold implements Checks {

    private static final Judge JUDGE = Samples.judge(0);
    private static final Set<Purpose> VOTES = Set.of(Purpose.LABEL, Purpose.GOLD);

    /** No row vanishes; versions go up one by one, and what an annotator says is written over by later revisions alone. */
    @Override
    public void step(World before, World after) {
        if (before.rows() == after.rows()) {
            return;
        }
        before.rows().forEach((key, old) -> {
            Map<String, AttributeValue> now = after.rows().get(key);
            assertThat(now).as("%s is there for good", key).isNotNull();
            if (now != old && key.startsWith(Facts.LABELS)) {
                Label was = Facts.label(old);
                assertThat(Facts.label(now).who()).isEqualTo(was.who());
                assertThat(Facts.label(now).revision()).as(key).isGreaterThan(was.revision());
            } else if (now != old && now.containsKey("version")) {
                assertThat(version(now) - version(old))
                        .as("versions of %s", key)
                        .isEqualTo(1);
            }
        });
        assertThat(Facts.of(after).standing())
                .as("nobody's word counts twice")
                .extracting(Label::who)
                .doesNotHaveDuplicates();
    }

    private static long version(Map<String, AttributeValue> row) {
        return Long.parseLong(row.get("version").n());
    }

    @Override
    public void end(World world) {
        Facts facts = Facts.of(world);
        Task task = facts.task();
        assertThat(task.ballots())
                .as("the task's ballots are the labels that stand")
                .extracting(Ballot::annotator, Ballot::answer, Ballot::revision)
                .containsExactlyInAnyOrderElementsOf(facts.standing().stream()
                        .filter(label -> VOTES.contains(label.purpose()))
                        .map(label -> tuple(label.annotator(), label.answer().getAsInt(), label.revision()))
                        .toList());
        decided(task);
        heardExperts(task, facts.standing());
        nothingLost(world, facts);
    }

    private static void decided(Task task) {
        if (task.known().isPresent()) {
            int known = task.known().getAsInt();
            assertThat(task.resolution())
                    .as("a known answer stands")
                    .isEqualTo(new Resolution(known, 1, Resolution.By.KNOWN));
            assertThat(task.state() == TaskState.RESOLVED)
                    .as("what is held back is over with the first labels that have come and no more under way")
                    .isEqualTo(!task.ballots().isEmpty() && task.openClaim().isEmpty());
        } else if (task.state() == TaskState.RESOLVED
                && task.resolution().by() == Resolution.By.CROWD
                && !task.ballots().isEmpty()) {
            Resolution all = new Resolution(
                    JUDGE.answer(task).answer(), JUDGE.answer(task).confidence(), Resolution.By.CROWD);
            assertThat(task.resolution()).as("the answer is that of all labels").isEqualTo(all);
        }
        if (task.state() == TaskState.OPEN || task.state() == TaskState.CLAIMED) {
            assertThat(task.ballots()).as("what is complete is decided").hasSizeLessThan(task.wanted());
        }
    }

    /** One of the experts who were asked decides, whatever the crowd says meanwhile. */
    private static void heardExperts(Task task, List<Label> standing) {
        List<Resolution> theirs = standing.stream()
                .filter(label -> label.purpose() == Purpose.ADJUDICATION)
                .map(label -> new Resolution(label.answer().getAsInt(), 1, Resolution.By.EXPERT))
                .toList();
        if (!theirs.isEmpty()) {
            assertThat(theirs).as("an expert's word decides").contains(task.resolution());
        }
    }

    /** Whoever was told that a label is stored finds it, or a later word of the same annotator, in the table. */
    private static void nothingLost(World world, Facts facts) {
        Map<String, Long> last = new HashMap<>();
        facts.labels().forEach(label -> last.merge(label.annotator(), label.revision(), Math::max));
        for (Process process : world.processes()) {
            for (JsonNode told : process.responses()) {
                if (told.has("annotator")) {
                    assertThat(outcomes(told)).isEqualTo(1);
                }
                boolean withdrawn =
                        told.has("vendorLabel") && told.path("duplicates").asInt() == 1;
                if (told.has("annotator") && told.path("refused").asInt() == 0 && !withdrawn) {
                    assertThat(last.get(told.path("annotator").asText()))
                            .as("%s", told)
                            .isGreaterThanOrEqualTo(told.path("revision").asLong());
                }
                assertThat(facts.standing())
                        .as("what was taken back does not stand")
                        .noneMatch(label -> told.has("withdraws")
                                && label.vendorLabel()
                                        .equals(Optional.of(
                                                told.path("withdraws").asText())));
            }
        }
    }

    private static int outcomes(JsonNode told) {
        return told.path("stored").asInt()
                + told.path("duplicates").asInt()
                + told.path("refused").asInt();
    }
}
