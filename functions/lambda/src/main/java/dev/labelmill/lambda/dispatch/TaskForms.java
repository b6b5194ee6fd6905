package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.lambda.vendor.TaskForm;
import dev.labelmill.lambda.vendor.labelmill.LabelmillTask;
import dev.labelmill.lambda.vendor.labelstudio.LabelStudioTask;
import java.util.EnumMap;
import java.util.Map;

/** The form of task files by the vendor's format. */
final class TaskForms {

    private static final Map<Vendor.Format, TaskForm> FORMS = new EnumMap<>(
            Map.of(Vendor.Format.LABELMILL, new LabelmillTask(), Vendor.Format.LABEL_STUDIO, new LabelStudioTask()));

    private TaskForms() {}

    /** The form; formats without one of their own get Labelmill's. */
    static TaskForm of(Vendor.Format format) {
        return FORMS.getOrDefault(format, FORMS.get(Vendor.Format.LABELMILL));
    }
}
