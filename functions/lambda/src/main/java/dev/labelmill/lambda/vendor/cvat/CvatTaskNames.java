package dev.labelmill.lambda.vendor.cvat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.StrictXml;
import dev.labelmill.lambda.payload.StrictXml.Tag;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.TaskKey;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tasks that an export's {@code meta} names: of a task's export that one, of a project's export all. */
final class CvatTaskNames {

    private static final int MOST = 200_000;

    private static final int MAX_ID_CHARS = 20;

    private final Map<String, TaskKey> keys = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private int tasks;
    private String last = "";

    /** Reads on to the end of the element {@code meta}, which has just begun. */
    void read(StrictXml xml) throws IOException, UnusableContent {
        Optional<Tag> tag = xml.next();
        while (tag.isPresent() && (tag.get().opens() || !tag.get().name().equals("meta"))) {
            if (tag.get().opens("task")) {
                task(xml, tag.get().depth());
            }
            tag = xml.next();
        }
    }

    private void task(StrictXml xml, int depth) throws IOException, UnusableContent {
        String id = "";
        String name = "";
        Optional<Tag> tag = xml.next();
        while (tag.isPresent() && (tag.get().opens() || tag.get().depth() > depth)) {
            if (tag.get().opens("id")) {
                id = id(xml.text());
            } else if (tag.get().opens("name")) {
                name = xml.text();
            } else if (tag.get().opens()) {
                xml.skip();
            }
            tag = xml.next();
        }
        keep(id, name);
    }

    private static String id(String text) throws UnusableContent {
        if (text.length() > MAX_ID_CHARS) {
            throw new UnusableContent(422, "the file has a task whose id is no number");
        }
        return text;
    }

    /** A task whose name is no key is somebody else's. */
    private void keep(String id, String name) throws UnusableContent {
        if (++tasks > MOST) {
            throw new UnusableContent(422, "the file has more than " + MOST + " tasks: part it into several files");
        }
        last = id;
        try {
            keys.put(id, TaskKey.read(new Field("name", TextNode.valueOf(name))));
        } catch (UnusableContent another) {
            keys.remove(id);
        }
    }

    /**
     * The key of an image's task; empty where Labelmill did not make the task.
     *
     * @param image its attributes
     * @throws UnusableContent if it is not told of which task the image is, or that task has had its one image
     */
    Optional<TaskKey> key(Field image) throws UnusableContent {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        Optional<Field> named = image.optional("task_id");
        if (named.isEmpty() && tasks > 1) {
            throw image.fault("has no task_id, and the file is of several tasks");
        }
        String id = named.isPresent() ? named.get().text() : last;
        Optional<TaskKey> key = Optional.ofNullable(keys.get(id));
        if (key.isPresent() && !told.add(id)) {
            throw image.fault("is the second one of a task that has one image");
        }
        return key;
    }
}
