package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.lambda.vendor.TaskForm;
import dev.labelmill.lambda.vendor.argilla.ArgillaRecord;
import dev.labelmill.lambda.vendor.cvat.CvatTask;
import dev.labelmill.lambda.vendor.groundtruth.GroundTruthTask;
import dev.labelmill.lambda.vendor.labelmill.LabelmillTask;
import dev.labelmill.lambda.vendor.labelstudio.LabelStudioTask;
import dev.labelmill.lambda.vendor.scale.ScaleTask;
import dev.labelmill.lambda.vendor.toloka.TolokaTask;
import java.util.EnumMap;
import java.util.Map;

/** The form of task files by the vendor's format. */
final class TaskForms {

    private static final Map<Vendor.Format, TaskForm> FORMS = new EnumMap<>(Map.of(
            Vendor.Format.LABELMILL, new LabelmillTask(),
            Vendor.Format.LABEL_STUDIO, new LabelStudioTask(),
            Vendor.Format.CVAT, new CvatTask(),
            Vendor.Format.SCALE, new ScaleTask(),
            Vendor.Format.TOLOKA, new TolokaTask(),
            Vendor.Format.ARGILLA, new ArgillaRecord(),
            Vendor.Format.GROUND_TRUTH, new GroundTruthTask()));

    private TaskForms() {}

    /** The form; formats without one of their own get Labelmill's. */
    static TaskForm of(Vendor.Format format) {
        return FORMS.getOrDefault(format, FORMS.get(Vendor.Format.LABELMILL));
    }
}
