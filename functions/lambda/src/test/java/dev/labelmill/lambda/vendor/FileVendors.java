package dev.labelmill.lambda.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.vendor.SmallBatch.TaskFile;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Stand-ins of vendors that take task files and return files: each reads the file as its vendor does and by nothing else, has two
 * people say that image one is a yes, or has a car in it, and image two is not, and leaves what its vendor leaves.
 */
final class FileVendors {

    private static final List<String> PEOPLE = List.of("w1", "w2");

    private FileVendors() {}

    private static String choice(String address) {
        return address.contains("/one/") ? "yes" : "no";
    }

    /** A line for each of the two people. */
    private interface Answer {
        String of(String person, JsonNode line);
    }

    private static String lines(TaskFile file, Answer answer) {
        return PEOPLE.stream()
                .flatMap(person -> file.lines().stream().map(line -> answer.of(person, line) + "\n"))
                .collect(Collectors.joining());
    }

    /** A label of our own a line. */
    static void jsonLines(TaskFile file, SmallBatch batch) {
        batch.returned(
                "b/week 1/labels.jsonl",
                lines(
                        file,
                        (person, line) -> Json.write(Json.object()
                                .put("task", line.get("task").textValue())
                                .put("dispatch", line.get("dispatch").textValue())
                                .put("annotator", person)
                                .put("choice", choice(line.get("source-ref").textValue()))
                                .put("seconds", 4.5))));
    }

    /** A spreadsheet with columns of one's own. */
    static void spreadsheet(TaskFile file, SmallBatch batch) {
        batch.returned(
                "b/labels.csv",
                "note;task;worker;label;seconds\r\n"
                        + lines(
                                        file,
                                        (person, line) -> "\"seen; twice\";"
                                                + line.get("task").textValue() + ";" + person + ";"
                                                + choice(line.get("source-ref").textValue()) + ";4.5")
                                .replace("\n", "\r\n"));
    }

    /** The table of results of a pool, of tasks that were uploaded as they stand in the file. */
    static void tolokaPool(TaskFile file, SmallBatch batch) {
        List<String> inputs = List.of("labelmill_batch", "labelmill_task", "labelmill_dispatch", "image");
        String header = inputs.stream().map(name -> "INPUT:" + name).collect(Collectors.joining("\t"))
                + "\tOUTPUT:label\tASSIGNMENT:assignment_id\tASSIGNMENT:worker_id\tASSIGNMENT:status\tASSIGNMENT:accepted\n";
        batch.returned(
                "b/pool.tsv",
                header
                        + lines(file, (person, line) -> {
                            JsonNode input = line.get("input_values");
                            return inputs.stream()
                                            .map(name -> input.get(name).textValue())
                                            .collect(Collectors.joining("\t"))
                                    + "\t" + choice(input.get("image").textValue()) + "\ta-" + person + "\t" + person
                                    + "\tAPPROVED\t2026-11-24T11:00:00.123";
                        }));
    }

    /** A project into which the file was imported, exported as JSON. */
    static void labelStudio(TaskFile file, SmallBatch batch) {
        ArrayNode export = Json.MAPPER.createArrayNode();
        for (JsonNode line : file.lines()) {
            ObjectNode task = export.addObject().put("id", export.size());
            task.set("data", line.get("data"));
            for (int person = 1; person <= PEOPLE.size(); person++) {
                ObjectNode annotation = task.withArray("annotations")
                        .addObject()
                        .put("id", 10 * export.size() + person)
                        .put("completed_by", person)
                        .put("was_cancelled", false)
                        .put("lead_time", 4.5)
                        .put("updated_at", "2026-11-24T11:00:00.123456Z");
                ObjectNode result = annotation.putArray("result").addObject().put("type", "choices");
                result.put("from_name", "choice").put("to_name", "image");
                result.putObject("value")
                        .putArray("choices")
                        .add(choice(line.at("/data/image").textValue()));
            }
        }
        batch.returned("b/project-1.json", Json.write(export));
    }

    /** A labeling job named after its manifest: its worker responses, and the output manifest that says the same once more. */
    static void groundTruthJob(TaskFile file, SmallBatch batch) {
        for (int i = 0; i < file.lines().size(); i++) {
            ObjectNode response = Json.object();
            for (String person : PEOPLE) {
                response.withArray("answers").add(answer(person, file.lines().get(i)));
            }
            batch.returned(
                    "b/" + file.dispatch() + "/annotations/worker-response/iteration-1/" + i
                            + "/2026-11-24_11:00:00.json",
                    Json.write(response));
        }
        batch.returned(
                "b/" + file.dispatch() + "/manifests/output/output.manifest",
                file.lines().stream().map(line -> manifestLine(line) + "\n").collect(Collectors.joining()));
    }

    private static ObjectNode answer(String person, JsonNode line) {
        ObjectNode answer = Json.object()
                .put("submissionTime", "2026-11-24T11:00:00Z")
                .put("workerId", "private.us-east-1." + person);
        answer.putObject("answerContent")
                .putObject("crowd-image-classifier")
                .put("label", choice(line.get("source-ref").textValue()));
        return answer;
    }

    /** What jobs of two other teams put out, each with one label of a line. */
    static void outputManifests(TaskFile file, SmallBatch batch) {
        for (String person : PEOPLE) {
            batch.returned(
                    "b/by/" + person + "/output.manifest",
                    file.lines().stream().map(line -> manifestLine(line) + "\n").collect(Collectors.joining()));
        }
    }

    /** The input's line as it stands, with the label behind. */
    private static String manifestLine(JsonNode line) {
        String choice = choice(line.get("source-ref").textValue());
        ObjectNode labelled = line.deepCopy();
        labelled.put("mood", choice.equals("yes") ? 1 : 0)
                .putObject("mood-metadata")
                .put("confidence", 0.95)
                .put("job-name", "labeling-job/mood")
                .put("class-name", choice)
                .put("human-annotated", "yes")
                .put("creation-date", "2026-11-24T11:00:00.217995")
                .put("type", "groundtruth/image-classification");
        return Json.write(labelled);
    }

    /** Human loops, one for each person and line, whose input content is the line; EventBridge tells that each has ended, then S3. */
    static void humanLoops(TaskFile file, SmallBatch batch) {
        for (JsonNode line : file.lines()) {
            for (String person : PEOPLE) {
                String loop = file.dispatch() + "-" + file.lines().indexOf(line) + "-" + person;
                ObjectNode output = Json.object()
                        .put(
                                "flowDefinitionArn",
                                "arn:aws:sagemaker:us-east-1:111111111111:flow-definition/labelmill-dev-mood")
                        .put("humanLoopName", loop);
                output.set("inputContent", line);
                output.putArray("humanAnswers").add(answer(person, line));
                String key = batch.put(
                        "labelmill-dev-mood/2026/11/24/11/00/00/" + loop + "/output.json", Json.write(output));
                batch.tell(ended(loop, "s3://" + batch.stage.name + "/" + key));
                batch.tell(Events.created(key));
            }
        }
    }

    private static JsonNode ended(String loop, String output) {
        ObjectNode event = (ObjectNode) Events.sample("a2i/human-loop-completed.json");
        ((ObjectNode) event.get("detail"))
                .put("humanLoopName", loop)
                .putObject("humanLoopOutput")
                .put("outputS3Uri", output);
        return event;
    }

    /** A drawing program that knows images by the ends of their addresses, and writes COCO's form for each person. */
    static void coco(TaskFile file, SmallBatch batch) {
        ObjectNode set = Json.object();
        set.putArray("categories").addObject().put("id", 3).put("name", "car");
        ArrayNode images = set.putArray("images");
        ArrayNode annotations = set.putArray("annotations");
        for (JsonNode line : file.lines()) {
            String address = line.get("source-ref").textValue();
            int id = 100 + images.size();
            images.addObject()
                    .put("id", id)
                    .put("width", 640)
                    .put("height", 427)
                    .put("file_name", address.substring(address.indexOf("example/") + "example/".length()));
            if (choice(address).equals("yes")) {
                ArrayNode box = annotations
                        .addObject()
                        .put("id", 1)
                        .put("image_id", id)
                        .put("category_id", 3)
                        .put("iscrowd", 0)
                        .putArray("bbox");
                box.add(10.5).add(20).add(100).add(60);
            }
        }
        PEOPLE.forEach(person -> batch.returned("b/by/" + person + "/instances.json", Json.write(set)));
    }

    /** A project of CVAT's with a task for each line, exported as "CVAT for images 1.1" by each person. */
    static void cvatXml(TaskFile file, SmallBatch batch) {
        StringBuilder tasks = new StringBuilder();
        StringBuilder images = new StringBuilder();
        for (JsonNode line : file.lines()) {
            int id = 7 + file.lines().indexOf(line);
            String address = line.at("/data/remote_files/0").textValue();
            tasks.append("<task><id>%d</id><name>%s</name><size>1</size></task>%n"
                    .formatted(id, line.at("/task/name").textValue()));
            images.append("<image id=\"%d\" name=\"1.jpg\" task_id=\"%d\" width=\"640\" height=\"427\">%n"
                    .formatted(images.length(), id));
            if (choice(address).equals("yes")) {
                images.append("<box label=\"car\" source=\"manual\" occluded=\"0\" xtl=\"10.50\" ytl=\"20.00\""
                        + " xbr=\"110.50\" ybr=\"80.00\" z_order=\"0\"></box>\n");
            }
            images.append("</image>\n");
        }
        String xml =
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations><version>1.1</version><meta><project><id>1</id>"
                        + "<name>p</name><tasks>" + tasks + "</tasks></project></meta>" + images + "</annotations>\n";
        PEOPLE.forEach(person -> batch.returned("b/by/" + person + "/annotations.xml", xml));
    }
}
