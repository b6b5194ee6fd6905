package dev.labelmill.lambda.returned;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.labelmill.lambda.stage.Events;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/**
 * A file as a vendor returns it.
 *
 * @param name below the batch's folder; it tells the form
 */
record FileSample(String name, byte[] content) {

    /** One of each form, with labels of batch {@code b}. */
    static List<FileSample> all() {
        return List.of(
                event("by/w1/instances.json", "coco/instances.json"),
                event("by/w1/annotations.xml", "cvat/annotations.xml"),
                event("by/w1/output.manifest", "ground-truth/output.manifest"),
                event("2026/11/24/08/50/00/loop/output.json", "a2i/output.json"),
                event(
                        "d-1/annotations/worker-response/iteration-1/0/worker-response.json",
                        "ground-truth/worker-response.json"),
                new FileSample(
                        "rows.ndjson",
                        text("labelbox/export.ndjson").replace("streets~", "b~").getBytes(UTF_8)),
                written("by/w1/lines.ndjson", """
                        {"uuid":"u1","name":"car","dataRow":{"globalKey":"b~d-1~i1"},"classifications":[],"bbox":{"top":28.0,"left":38.0,"height":41.0,"width":43.0}}
                        {"uuid":"u2","name":"bus","dataRow":{"globalKey":"b~d-1~i1"},"bbox":{"top":1,"left":3,"height":4,"width":4.5}}
                        {"uuid":"u3","name":"q","dataRow":{"globalKey":"b~d-1~i2"},"answer":{"name":"yes","confidence":0.99}}
                        {"uuid":"u4","name":"who","dataRow":{"globalKey":"b~d-1~i3"},"location":{"start":67,"end":128}}
                        """),
                written("labels.jsonl", """
                        {"task":"i1","dispatch":"d-1","annotator":"w1","choice":"yes","seconds":4.5,"revision":2}
                        {"task":"i2","annotator":"w1","value":[{"label":"car","left":1,"top":2,"width":3.5,"height":4}]}
                        {"task":"i3","annotator":"w1","deleted":true,"revision":3}
                        """),
                written("labels.csv", """
                        task,dispatch,annotator,choice,seconds,revision,deleted
                        i1,d-1,w1,yes,4.5,2,
                        i2,d-1,"w,2","a ""yes\"\"",,1,
                        i3,d-1,w3,,,5,TRUE
                        """),
                written("labels.tsv", "task\tannotator\tchoice\tnote\ni1\tw1\tyes\t\"one\ntwo\"\ni2\tw1\tno\t\n"),
                written(
                        "pool.tsv",
                        "INPUT:labelmill_batch\tINPUT:labelmill_task\tINPUT:labelmill_dispatch\tINPUT:image\tOUTPUT:label\t"
                                + "ASSIGNMENT:assignment_id\tASSIGNMENT:worker_id\tASSIGNMENT:status\tASSIGNMENT:submitted\t"
                                + "ASSIGNMENT:accepted\tASSIGNMENT:rejected\n"
                                + "b\ti1\td-1\thttps://x/1\tyes\ta1\tw1\tAPPROVED\t2026-11-24T08:00:00.123\t2026-11-24T09:00:00\t\n"
                                + "b\ti2\td-1\thttps://x/2\t[]\ta2\tw2\tSUBMITTED\t2026-11-24T08:00:00.123\t\t\n"
                                + "b\ti3\td-1\thttps://x/3\tno\ta3\tw2\tREJECTED\t2026-11-24T08:00:00\t\t2026-11-24T10:00:00\n"),
                written("export.json", "[" + studio(1) + ",\n" + studio(2) + "]"),
                written("task.json", studio(3)));
    }

    /** A task of Label Studio's with an annotation of a choice and a skipped one. */
    private static String studio(int id) {
        return """
                {"id":%d,"data":{"labelmill_batch":"b","labelmill_task":"i%d","labelmill_dispatch":"d-1","text":"one"},
                 "annotations":[{"id":1%d,"completed_by":{"id":3,"email":"a@example.org"},"was_cancelled":false,"lead_time":4.25,
                 "updated_at":"2026-11-24T09:00:00Z","result":[{"type":"choices","from_name":"c","to_name":"t",
                 "value":{"choices":["yes"]}}]},{"id":2%d,"completed_by":4,"was_cancelled":true,
                 "updated_at":"2026-11-24T09:00:00Z","result":[]}],"predictions":[]}""".formatted(id, id, id, id);
    }

    private static FileSample event(String name, String sample) {
        return written(name, text(sample));
    }

    private static FileSample written(String name, String content) {
        return new FileSample(name, content.getBytes(UTF_8));
    }

    private static String text(String sample) {
        try {
            return Files.readString(Events.FOLDER.resolve(sample));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
