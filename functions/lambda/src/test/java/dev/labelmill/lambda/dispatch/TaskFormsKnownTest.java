package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Delivery;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.vendor.TaskLine;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskFormsKnownTest {

    @ParameterizedTest
    @EnumSource
    void a_form_names_who_must_not_get_a_task_where_its_vendors_are_taken_to_know_and_nowhere_else(
            Vendor.Format format) {
        Batch batch = Samples.labelling("b", Samples.SETTINGS);
        Task task = Task.forPeople("b", "i1", new ItemPlace(0, 0, 10), 0, 0.5, null, 2)
                .claim("d-1", "crowd", false);
        TaskLine line = new TaskLine(
                batch,
                batch.settings().vendor("crowd").orElseThrow(),
                Dispatch.claiming("d-1", "b", "crowd", List.of("i1"), Stage.START.plusSeconds(60)),
                task,
                Json.object().put("id", "i1").put("source", "some words"),
                List.of("who-knows-it"));

        assertThat(TaskForms.of(format).write(line).toString().contains("who-knows-it"))
                .isEqualTo(format.namesExcluded(Delivery.Way.OUTBOX));
    }
}
